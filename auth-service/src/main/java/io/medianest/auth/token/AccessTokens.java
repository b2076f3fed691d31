package io.medianest.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.auth.device.OpenSession;
import io.medianest.auth.device.SessionConfig;
import io.medianest.auth.key.SigningKeys;
import io.medianest.auth.user.Member;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.TokenConfig;
import io.medianest.runtime.security.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Makes access tokens (RFC 9068): signed with ES256, good for a few minutes, verified by every service by itself. */
@ApplicationScoped
public class AccessTokens {
    private final SigningKeys keys;
    private final TokenConfig tokens;
    private final SessionConfig sessions;

    AccessTokens(SigningKeys keys, TokenConfig tokens, SessionConfig sessions) {
        this.keys = keys;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /**
     * Answers a sign-in, or the use of a refresh token.
     *
     * @param member who is signed in
     * @param session where, with the refresh token
     */
    public TokenAnswer answer(Member member, OpenSession session) {
        return new TokenAnswer(
                sign(AccessGrant.ofSession(member, session.deviceId(), session.authenticatedAt())),
                TokenAnswer.BEARER,
                lifetime().toSeconds(),
                session.refreshToken(),
                member.view());
    }

    /** How long a token is good for. */
    public Duration lifetime() {
        return sessions.accessToken();
    }

    /** Makes a token. */
    public String sign(AccessGrant grant) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(tokens.issuer())
                .audience(tokens.audience())
                .subject(grant.userId().toString())
                .claim("sid", grant.sessionId().toString())
                .claim("ver", grant.sessionVersion())
                .claim("roles", grant.role().included().stream().map(Role::name).toList())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime())));
        if (grant.authenticatedAt() != null) {
            claims.claim("auth_time", grant.authenticatedAt().getEpochSecond());
        }
        if (grant.scopes() != null) {
            claims.claim("scope", String.join(" ", grant.scopes()));
        }
        return sign(claims.build());
    }

    private String sign(JWTClaimsSet claims) {
        ECKey key = keys.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TokenVerifier.TYPE)
                .keyID(key.getKeyID())
                .build();
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key " + key.getKeyID() + " does not sign", e);
        }
    }
}
