package io.medianest.auth.secondfactor;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A code.
 *
 * @param code six digits of the app
 */
record SecondFactorCode(
        @NotNull @Size(max = MAX_CODE) @Schema(examples = "123456")
        String code) {
    /** Spaces and dashes between its characters are fine. */
    static final int MAX_CODE = 40;

    /** Shows no code, wherever this is printed. */
    @Override
    public String toString() {
        return "SecondFactorCode[]";
    }
}
