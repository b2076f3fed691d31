package io.medianest.auth.signin;

import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.password.Passwords;
import io.medianest.runtime.validation.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in with a password.
 *
 * @param email in whatever spelling of upper and lower case
 * @param password as typed
 * @param device what signs in; may be absent
 */
@Schema(name = "SignIn")
record SignInRequest(
        @NotNull @PlainText(max = MAX_EMAIL) @Schema(examples = "ada@example.org")
        String email,

        @NotNull @Size(max = Passwords.MAX_LENGTH) String password,
        @Valid @Nullable DeviceInfo device) {
    private static final int MAX_EMAIL = 320;

    PasswordAttempt attempt() {
        return new PasswordAttempt(email, password, device == null ? DeviceInfo.UNKNOWN : device);
    }

    /** Shows no password, wherever this is printed. */
    @Override
    public String toString() {
        return "SignInRequest[]";
    }
}
