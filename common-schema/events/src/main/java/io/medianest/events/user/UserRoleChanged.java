package io.medianest.events.user;

import java.util.UUID;

/**
 * A user may do other things than before.
 *
 * @param userId the user
 * @param role USER, MODERATOR or ADMIN
 * @param previousRole what it was before
 */
public record UserRoleChanged(UUID userId, String role, String previousRole) implements UserEvent {}
