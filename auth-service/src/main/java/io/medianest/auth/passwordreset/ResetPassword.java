package io.medianest.auth.passwordreset;

import io.medianest.auth.password.Passwords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Chooses another password in place of a forgotten one.
 *
 * @param token from the mail
 * @param newPassword at least 15 characters that are not easily guessed
 */
record ResetPassword(
        @NotNull @Size(max = MAX_TOKEN) String token,
        @NotNull @Size(max = Passwords.MAX_LENGTH) String newPassword) {
    private static final int MAX_TOKEN = 128;

    /** Shows no secret, wherever this is printed. */
    @Override
    public String toString() {
        return "ResetPassword[]";
    }
}
