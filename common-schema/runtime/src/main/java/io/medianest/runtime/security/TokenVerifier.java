package io.medianest.runtime.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.medianest.runtime.revocation.Revocations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Verifies access tokens: ES256 by a published key, type {@code at+jwt} (RFC 9068), issuer, audience, times, then
 * whether they were revoked. The expensive part, the signature, is remembered by the token's hash until the token
 * expires; revocation is asked every time.
 */
@ApplicationScoped
public class TokenVerifier {
    /** The {@code typ} header of access tokens. */
    public static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private static final int MAX_LENGTH = 4_096;

    private final PublicKeys keys;
    private final Revocations revocations;
    private final TokenConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Cache<ByteBuffer, Caller> verified;
    private final Timer ofKnown;
    private final Timer ofNew;

    TokenVerifier(PublicKeys keys, Revocations revocations, TokenConfig config, MeterRegistry registry) {
        this.keys = keys;
        this.revocations = revocations;
        this.config = config;
        verified = Caffeine.newBuilder()
                .maximumSize(config.verifiedCacheSize())
                .expireAfter(Expiry.creating((ByteBuffer token, Caller caller) -> untilExpiry(caller)))
                .build();
        ofKnown = timer(registry, true);
        ofNew = timer(registry, false);
    }

    private static Timer timer(MeterRegistry registry, boolean known) {
        return Timer.builder("medianest.token.verification")
                .description("Checks of access tokens that turned out to be valid; known: seen here before")
                .tag("known", Boolean.toString(known))
                .register(registry);
    }

    /**
     * Verifies a token.
     *
     * @param token the compact form, as it came
     * @return the caller, or a failure with {@link AuthenticationFailedException} if the token is not valid here and now
     */
    public Uni<Caller> verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return Uni.createFrom().failure(new AuthenticationFailedException("token too long"));
        }
        long start = System.nanoTime();
        ByteBuffer key = hash(token);
        Caller known = verified.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(() -> timed(ofKnown, start, current(known)));
        }
        return signed(token).map(caller -> {
            verified.put(key, caller);
            return timed(ofNew, start, current(caller));
        });
    }

    private static Caller timed(Timer timer, long start, Caller caller) {
        timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return caller;
    }

    private Uni<Caller> signed(String token) {
        return Uni.createFrom().deferred(() -> {
            SignedJWT jwt = parse(token);
            JWKSet known = keys.current();
            if (known.getKeyByKeyId(jwt.getHeader().getKeyID()) != null) {
                return Uni.createFrom().item(() -> check(jwt, known));
            }
            return keys.refreshForUnknownKey().map(refreshed -> check(jwt, refreshed));
        });
    }

    /** The caller, unless the token has ended meanwhile, or was revoked, or the clock was set back before its begin. */
    private Caller current(Caller caller) {
        if (caller.issuedAt().isAfter(clock.instant().plus(config.clockSkew()))) {
            throw new AuthenticationFailedException("token from the future");
        }
        if (untilExpiry(caller).isNegative()) {
            throw new AuthenticationFailedException("token expired");
        }
        if (!revocations.accepts(caller.userId(), caller.sessionId(), caller.version(), caller.issuedAt())) {
            throw new AuthenticationFailedException("token revoked");
        }
        return caller;
    }

    private Duration untilExpiry(Caller caller) {
        return Duration.between(clock.instant(), caller.expiresAt().plus(config.clockSkew()));
    }

    private static SignedJWT parse(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            if (header.getKeyID() == null || header.getJWK() != null || header.getJWKURL() != null) {
                throw new AuthenticationFailedException("token does not name a key of ours");
            }
            return jwt;
        } catch (ParseException | IllegalArgumentException e) {
            throw new AuthenticationFailedException("not a signed token", e);
        }
    }

    private Caller check(SignedJWT jwt, JWKSet trusted) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(trusted)));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                config.audience(),
                new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
                CallerClaims.REQUIRED);
        claims.setMaxClockSkew((int) config.clockSkew().toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
        try {
            return CallerClaims.read(processor.process(jwt, null), config.clockSkew());
        } catch (BadJOSEException | JOSEException | ParseException | IllegalArgumentException e) {
            throw new AuthenticationFailedException("token refused", e);
        }
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
