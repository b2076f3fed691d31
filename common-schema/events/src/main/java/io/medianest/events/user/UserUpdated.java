package io.medianest.events.user;

import java.util.List;
import java.util.UUID;

/**
 * Something that others may have cached of a user has changed.
 *
 * @param userId the user
 * @param fields the names of what changed, such as {@code name}; never the values
 */
public record UserUpdated(UUID userId, List<String> fields) implements UserEvent {}
