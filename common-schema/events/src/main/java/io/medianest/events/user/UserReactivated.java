package io.medianest.events.user;

import java.util.UUID;

/**
 * A suspended or deleted user may sign in again.
 *
 * @param userId the user
 */
public record UserReactivated(UUID userId) implements UserEvent {}
