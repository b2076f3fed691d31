package io.medianest.auth.token;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for the next pair of tokens.
 *
 * @param refreshToken the latest one
 */
@Schema(name = "Refresh")
record RefreshRequest(
        @NotNull @Size(min = 1, max = MAX_TOKEN) String refreshToken) {
    private static final int MAX_TOKEN = 512;

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "RefreshRequest[]";
    }
}
