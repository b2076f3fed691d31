package io.medianest.auth.passwordchange;

import io.medianest.auth.password.Passwords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Asks for another password.
 *
 * @param currentPassword the one until now
 * @param newPassword at least 15 characters that are not easily guessed
 */
record ChangePassword(
        @NotNull @Size(max = Passwords.MAX_LENGTH) String currentPassword,
        @NotNull @Size(max = Passwords.MAX_LENGTH) String newPassword) {

    /** Shows no password, wherever this is printed. */
    @Override
    public String toString() {
        return "ChangePassword[]";
    }
}
