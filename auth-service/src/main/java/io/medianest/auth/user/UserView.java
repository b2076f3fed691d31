package io.medianest.auth.user;

import io.medianest.runtime.security.Role;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user, as the user and an ADMIN see it.
 *
 * @param id never changes
 * @param email where mail goes; a placeholder if the user is deleted
 * @param emailVerified whether the user has proved to own the address
 * @param pendingEmail the address that takes its place as soon as the user has proved to own it; null if there is none
 * @param name what others see; null if unknown
 * @param image address of a picture; null if there is none
 * @param role what the user may do
 * @param status whether the user may sign in
 * @param plexUsername the name at Plex; null if no Plex account is linked
 * @param requiresPasswordChange whether the next sign-in must choose another password
 * @param createdAt since when there is the account
 * @param lastLoginAt the last sign-in; null if there was none
 */
@Schema(name = "User")
public record UserView(
        UUID id,
        String email,
        boolean emailVerified,
        @Nullable String pendingEmail,
        @Nullable String name,
        @Nullable String image,
        Role role,
        UserStatus status,
        @Nullable String plexUsername,
        boolean requiresPasswordChange,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {}
