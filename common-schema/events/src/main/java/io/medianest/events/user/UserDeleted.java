package io.medianest.events.user;

import java.util.UUID;

/**
 * A user was deleted; an ADMIN can still restore the account within the grace period.
 *
 * @param userId the user
 */
public record UserDeleted(UUID userId) implements UserEvent {}
