package io.medianest.auth.passwordchange;

import io.medianest.auth.onetime.TokenPurpose;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token that is good for one change of one's password and nothing else.
 *
 * @param token the only time that it is seen in clear
 * @param lifetime how long it is good for
 */
public record ChangeToken(String token, Duration lifetime) {
    /** Tells it from an access token, which has no such beginning. */
    static final String PREFIX = TokenPurpose.PASSWORD_CHANGE.prefix();

    private static final String BEARER = "Bearer ";

    /** The token in an {@code Authorization} header; empty if the header holds none of these. */
    static Optional<String> in(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String token = authorization.substring(BEARER.length()).strip();
        return token.startsWith(PREFIX) ? Optional.of(token) : Optional.empty();
    }

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "ChangeToken[" + lifetime + "]";
    }
}
