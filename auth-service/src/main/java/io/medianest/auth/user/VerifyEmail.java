package io.medianest.auth.user;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Answers the mail that asked whether an address is somebody's.
 *
 * @param token from the mail
 */
record VerifyEmail(@NotNull @Size(max = MAX_TOKEN) String token) {
    private static final int MAX_TOKEN = 128;

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "VerifyEmail[]";
    }
}
