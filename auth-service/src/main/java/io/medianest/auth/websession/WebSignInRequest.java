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
 * A sign-in of a browser, in one of three forms: by address and password, by a PIN of plex.tv that was approved, or by the
 * code that one of the two was answered to ask for.
 *
 * @param email in whatever spelling of upper and lower case
 * @param password as typed
 * @param pinId as the start of the sign-in with Plex answered it
 * @param challenge as {@code SECOND_FACTOR_REQUIRED} answered it
 * @param code of the app, or for recovery; with challenge
 */
@Schema(name = "WebSignIn", description = "Either email and password, or pinId, or challenge and code")
record WebSignInRequest(
        @PlainText(max = MAX_EMAIL) @Schema(examples = "ada@example.org") @Nullable
        String email,

        @Size(max = Passwords.MAX_LENGTH) @Nullable String password,
        @Size(min = 1, max = MAX_PIN) @Nullable String pinId,
        @Size(max = MAX_CHALLENGE) @Nullable String challenge,
        @Size(max = MAX_CODE) @Nullable String code) {
    private static final int MAX_EMAIL = 320;
    private static final int MAX_PIN = 128;
    private static final int MAX_CHALLENGE = 128;
    private static final int MAX_CODE = 40;

    /** Whether it is the second half of a sign-in, with both challenge and code. */
    boolean isSecondHalf() {
        if (challenge == null && code == null) {
            return false;
        }
        if (challenge == null || code == null || email != null || password != null || pinId != null) {
            throw ProblemException.invalid("challenge", "send challenge and code, and nothing else");
        }
        return true;
    }

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
