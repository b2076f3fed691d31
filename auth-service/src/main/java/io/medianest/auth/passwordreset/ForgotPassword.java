package io.medianest.auth.passwordreset;

import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for a way back in.
 *
 * @param email in whatever spelling of upper and lower case
 */
record ForgotPassword(
        @NotNull @PlainText(max = MAX_EMAIL) @Schema(examples = "ada@example.org")
        String email) {
    private static final int MAX_EMAIL = 320;

    /** Shows no address, wherever this is printed. */
    @Override
    public String toString() {
        return "ForgotPassword[]";
    }
}
