package io.medianest.auth.freshsignin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gets who has proved again who they are.
 *
 * @param accessToken in place of the one until now; null for a browser, whose cookie goes on
 * @param tokenType always {@code Bearer}
 * @param expiresIn how many seconds the access token is good for
 */
@Schema(name = "FreshlySignedIn")
record FreshSignInAnswer(
        @Nullable String accessToken,
        @Schema(examples = "Bearer") String tokenType,
        @Schema(examples = "300") long expiresIn) {

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "FreshSignInAnswer[]";
    }
}
