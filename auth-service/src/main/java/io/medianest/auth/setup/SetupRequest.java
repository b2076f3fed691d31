package io.medianest.auth.setup;

import io.medianest.auth.password.Passwords;
import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Makes the first ADMIN.
 *
 * @param setupToken as it stands in the setup token file
 */
@Schema(name = "Setup")
record SetupRequest(
        @NotNull @Size(max = MAX_TOKEN) String setupToken,

        @NotNull @Email @PlainText(max = MAX_EMAIL) @Schema(examples = "ada@example.org")
        String email,

        @NotNull @PlainText @Schema(examples = "Ada") String name,

        @NotNull @Size(max = Passwords.MAX_LENGTH) @Schema(examples = "four words of your own")
        String password) {
    private static final int MAX_TOKEN = 512;
    private static final int MAX_EMAIL = 254;

    List<String> context() {
        return List.of(email, name);
    }

    /** Shows no secret, wherever this is printed. */
    @Override
    public String toString() {
        return "SetupRequest[]";
    }
}
