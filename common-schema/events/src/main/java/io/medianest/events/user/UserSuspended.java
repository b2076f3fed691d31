package io.medianest.events.user;

import java.util.UUID;

/**
 * A user may not sign in any more, until reactivated.
 *
 * @param userId the user
 */
public record UserSuspended(UUID userId) implements UserEvent {}
