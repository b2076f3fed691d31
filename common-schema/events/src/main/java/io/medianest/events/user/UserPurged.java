package io.medianest.events.user;

import java.util.UUID;

/**
 * A deleted user's grace period is over and the row is gone.
 *
 * @param userId the user
 */
public record UserPurged(UUID userId) implements UserEvent {}
