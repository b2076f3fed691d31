package io.medianest.auth.signin;

import io.medianest.auth.user.UserStatus;
import java.util.UUID;

/**
 * That somebody has proved who they are, and how the account stood then. Each way to sign in makes one: by a password, by
 * an account elsewhere.
 *
 * @param userId who it is
 * @param status whether the user may come in
 * @param requiresPasswordChange whether the user must choose another password first; false for ways to sign in that need
 *     none
 * @param byPlex whether Plex vouches for it
 */
public record Proof(UUID userId, UserStatus status, boolean requiresPasswordChange, boolean byPlex) {

    /** A proof that was made here. */
    public Proof(UUID userId, UserStatus status, boolean requiresPasswordChange) {
        this(userId, status, requiresPasswordChange, false);
    }

    /** The same, made by Plex, which may have asked for a second factor of its own. */
    public Proof madeByPlex() {
        return new Proof(userId, status, requiresPasswordChange, true);
    }
}
