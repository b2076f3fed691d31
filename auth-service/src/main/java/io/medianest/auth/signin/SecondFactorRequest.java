package io.medianest.auth.signin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The second half of a sign-in.
 *
 * @param challenge which the first half was answered with
 * @param code six digits of the app, or a recovery code
 */
@Schema(name = "SecondFactorSignIn")
record SecondFactorRequest(
        @NotNull @Size(max = MAX_CHALLENGE) String challenge,

        @NotNull @Size(max = MAX_CODE) @Schema(examples = "123456")
        String code) {
    private static final int MAX_CHALLENGE = 128;
    private static final int MAX_CODE = 40;

    /** Shows no secret, wherever this is printed. */
    @Override
    public String toString() {
        return "SecondFactorRequest[]";
    }
}
