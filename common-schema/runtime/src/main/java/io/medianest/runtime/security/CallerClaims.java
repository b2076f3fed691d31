package io.medianest.runtime.security;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads who is calling out of the claims of an access token whose signature and times hold. */
final class CallerClaims {
    /** What every token of ours says. */
    static final Set<String> REQUIRED = Set.of("sub", "sid", "ver", "roles", "iat", "exp");

    private static final String AUTH_TIME = "auth_time";
    private static final String SCOPE = "scope";
    private static final Pattern SCOPES = Pattern.compile("[!-~]+( [!-~]+)*");
    /** Beyond any credible clock, and well inside of what an instant holds. */
    private static final long LATEST = 1L << 40;

    private CallerClaims() {}

    /**
     * The caller. A token of a person says when the person signed in, one of an API key its scopes, and neither says
     * both: else somebody could take a key for a person who has just signed in.
     *
     * @param skew how far the clocks of two machines may differ
     * @throws ParseException if a claim is not what it must be
     */
    static Caller read(JWTClaimsSet claims, Duration skew) throws ParseException {
        Instant issuedAt = claims.getIssueTime().toInstant();
        Instant authenticatedAt = authenticatedAt(claims);
        Set<String> scopes = scopes(claims);
        if (authenticatedAt != null && authenticatedAt.isAfter(issuedAt.plus(skew))) {
            throw new ParseException("signed in after it was made", 0);
        }
        if ((authenticatedAt == null) == (scopes == null)) {
            throw new ParseException("neither a person's nor an API key's", 0);
        }
        return new Caller(
                UUID.fromString(claims.getSubject()),
                UUID.fromString(claims.getStringClaim("sid")),
                claims.getIntegerClaim("ver"),
                Set.copyOf(claims.getStringListClaim("roles")),
                authenticatedAt,
                scopes,
                issuedAt,
                claims.getExpirationTime().toInstant());
    }

    private static @Nullable Instant authenticatedAt(JWTClaimsSet claims) throws ParseException {
        if (!claims.getClaims().containsKey(AUTH_TIME)) {
            return null;
        }
        if (!(claims.getClaim(AUTH_TIME) instanceof Long seconds) || seconds <= 0 || seconds > LATEST) {
            throw new ParseException("no time: auth_time", 0);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static @Nullable Set<String> scopes(JWTClaimsSet claims) throws ParseException {
        if (!claims.getClaims().containsKey(SCOPE)) {
            return null;
        }
        if (!(claims.getClaim(SCOPE) instanceof String scope)
                || !SCOPES.matcher(scope).matches()) {
            throw new ParseException("no list of scopes: scope", 0);
        }
        return Set.copyOf(List.of(scope.split(" ")));
    }
}
