package io.medianest.events.user;

import java.util.UUID;

/**
 * A user exists from now on.
 *
 * @param userId the new user
 * @param role USER, MODERATOR or ADMIN
 * @param provider the first way to sign in: {@code local}, {@code plex} or {@code oidc:<id>}
 */
public record UserRegistered(UUID userId, String role, String provider) implements UserEvent {}
