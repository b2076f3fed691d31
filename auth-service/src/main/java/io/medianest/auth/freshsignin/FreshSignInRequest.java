package io.medianest.auth.freshsignin;

import io.medianest.auth.password.Passwords;
import io.medianest.runtime.problem.ProblemException;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Proves again who is signed in, in one of two ways.
 *
 * @param password as typed; for those without a second factor
 * @param code of the app, or for recovery; for those with one
 */
@Schema(name = "FreshSignIn", description = "Either password or, with a second factor, code")
record FreshSignInRequest(
        @Size(max = Passwords.MAX_LENGTH) @Nullable String password,
        @Size(max = MAX_CODE) @Nullable String code) {
    private static final int MAX_CODE = 40;

    /** Demands that there is one of the two. */
    void check() {
        if ((password == null) == (code == null)) {
            throw ProblemException.invalid("password", "send either password or code");
        }
    }

    /** Shows no secret, wherever this is printed. */
    @Override
    public String toString() {
        return "FreshSignInRequest[]";
    }
}
