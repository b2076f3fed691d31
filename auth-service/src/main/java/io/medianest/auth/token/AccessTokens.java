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
import java.time.Instant;
import java.util.Date;
import java.util.List;

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
                sign(member, session),
                TokenAnswer.BEARER,
                sessions.accessToken().toSeconds(),
                session.refreshToken(),
                member.view());
    }

    private String sign(Member member, OpenSession session) {
        Instant now = Instant.now();
        List<String> roles =
                member.view().role().included().stream().map(Role::name).toList();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(tokens.issuer())
                .audience(tokens.audience())
                .subject(member.view().id().toString())
                .claim("sid", session.deviceId().toString())
                .claim("ver", member.sessionVersion())
                .claim("roles", roles)
                .claim("auth_time", session.authenticatedAt().getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(sessions.accessToken())))
                .build();
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
