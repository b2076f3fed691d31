package io.medianest.auth.secondfactor;

import io.medianest.auth.onetime.TokenPurpose;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bearer token of those who must add a second factor before anything else. */
final class SetupToken {
    private static final String BEARER = "Bearer ";

    private SetupToken() {}

    /** The token in an {@code Authorization} header; empty if the header holds none of these. */
    static Optional<String> in(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String token = authorization.substring(BEARER.length()).strip();
        return token.startsWith(TokenPurpose.SECOND_FACTOR_SETUP.prefix()) ? Optional.of(token) : Optional.empty();
    }
}
