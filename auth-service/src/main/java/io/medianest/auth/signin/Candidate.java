package io.medianest.auth.signin;

import io.medianest.auth.user.UserStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom an address belongs to, before anything is proved.
 *
 * @param userId the user
 * @param status whether the user may come in
 * @param requiresPasswordChange whether the user must choose another password first
 * @param passwordHash null if the user has no password
 */
record Candidate(
        UUID userId,
        UserStatus status,
        boolean requiresPasswordChange,
        @Nullable String passwordHash) {

    /** Once the password is proved. */
    Proof proof() {
        return new Proof(userId, status, requiresPasswordChange);
    }
}
