package io.medianest.auth.passwordchange;

import io.medianest.auth.password.Passwords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for another password.
 *
 * @param currentPassword the one until now; null if there is none
 * @param newPassword at least 15 characters that are not easily guessed
 */
record ChangePassword(
        @Size(max = Passwords.MAX_LENGTH) @Nullable String currentPassword,
        @NotNull @Size(max = Passwords.MAX_LENGTH) String newPassword) {

    /** Shows no password, wherever this is printed. */
    @Override
    public String toString() {
        return "ChangePassword[]";
    }
}
