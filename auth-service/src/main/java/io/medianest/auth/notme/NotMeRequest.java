package io.medianest.auth.notme;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Says that something was somebody else.
 *
 * @param token from the notice
 */
@Schema(name = "NotMe")
record NotMeRequest(@NotNull @Size(max = MAX_TOKEN) String token) {
    private static final int MAX_TOKEN = 128;

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "NotMeRequest[]";
    }
}
