package io.medianest.auth.websession;

import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.password.Passwords;
import io.medianest.auth.signin.PasswordAttempt;
import io.medianest.runtime.problem.Problem.FieldError;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in of a browser, in one of two forms: by address and password, or by a PIN of plex.tv that was approved.
 *
 * @param email in whatever spelling of upper and lower case
 * @param password as typed
 * @param pinId as the start of the sign-in with Plex answered it
 */
@Schema(name = "WebSignIn", description = "Either email and password, or pinId")
record WebSignInRequest(
        @PlainText(max = MAX_EMAIL) @Schema(examples = "ada@example.org") @Nullable
        String email,

        @Size(max = Passwords.MAX_LENGTH) @Nullable String password,
        @Size(min = 1, max = MAX_PIN) @Nullable String pinId) {
    private static final int MAX_EMAIL = 320;
    private static final int MAX_PIN = 128;

    /** The PIN, if it is the form of a PIN; else null, and then {@link #attempt} is what was sent. */
    @Nullable
    String pin() {
        if (pinId != null && (email != null || password != null)) {
            throw ProblemException.invalid("pinId", "must stand alone: send it, or email and password");
        }
        return pinId;
    }

    /**
     * The form of a password.
     *
     * @throws ProblemException 400 naming what is missing
     */
    PasswordAttempt attempt(DeviceInfo browser) {
        if (email != null && password != null) {
            return new PasswordAttempt(email, password, browser);
        }
        List<FieldError> missing = new ArrayList<>();
        if (email == null) {
            missing.add(new FieldError("email", "is missing; or send pinId alone"));
        }
        if (password == null) {
            missing.add(new FieldError("password", "is missing; or send pinId alone"));
        }
        throw ProblemException.invalid(missing);
    }

    /** Shows no password, wherever this is printed. */
    @Override
    public String toString() {
        return "WebSignInRequest[]";
    }
}
