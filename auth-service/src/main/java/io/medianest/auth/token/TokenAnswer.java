package io.medianest.auth.token;

import io.medianest.auth.user.UserView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody gets who is signed in.
 *
 * @param accessToken for {@code Authorization: Bearer}
 * @param tokenType always {@code Bearer}
 * @param expiresIn how many seconds the access token is good for
 * @param refreshToken gets the next pair; good for one use
 * @param user who is signed in
 */
@Schema(name = "SignedIn")
public record TokenAnswer(
        String accessToken,
        @Schema(examples = BEARER) String tokenType,
        @Schema(examples = "300") long expiresIn,
        String refreshToken,
        UserView user) {
    static final String BEARER = "Bearer";

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "TokenAnswer[" + user.id() + "]";
    }
}
