package io.medianest.testing.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.TokenVerifier;
import io.medianest.testing.stores.AuthHeartbeat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes access tokens with a key that the services under test trust, because it is published in their database. */
public final class TestTokens {
    private static final String PUBLISH = "insert into auth.signing_keys (kid, public_jwk, state, expires_at)"
            + " values (?, ?::jsonb, 'retired', now() + interval '1 day')";

    private final ECKey key;

    private TestTokens(ECKey key) {
        this.key = key;
    }

    /**
     * Makes a key and publishes it, and stands in for auth-service's sign of life, without which tokens get old.
     *
     * @param jdbcUrl the test's database
     * @param owner a user that may write auth.signing_keys
     * @param password that user's password
     */
    public static TestTokens publish(String jdbcUrl, String owner, String password) {
        ECKey key = newKey();
        // Not by DriverManager, which knows the driver of one class loader only.
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(jdbcUrl);
        try (Connection connection = database.getConnection(owner, password);
                PreparedStatement insert = connection.prepareStatement(PUBLISH)) {
            insert.setString(1, key.getKeyID());
            insert.setString(2, key.toPublicJWK().toJSONString());
            insert.executeUpdate();
            AuthHeartbeat.start();
            return new TestTokens(key);
        } catch (SQLException e) {
            throw new IllegalStateException("The test's key could not be published", e);
        }
    }

    static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID("test-" + UUID.randomUUID())
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key, for forging. */
    ECKey key() {
        return key;
    }

    /** A token of five minutes for that user, with a session of its own. */
    public String of(UUID user, Role role) {
        return of(user, role, claims -> claims);
    }

    /**
     * A well-signed token whose claims are changed.
     *
     * @param change receives the claims of {@link #of(UUID, Role)}
     */
    public String of(UUID user, Role role, UnaryOperator<JWTClaimsSet.Builder> change) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TokenVerifier.TYPE)
                .keyID(key.getKeyID())
                .build();
        return sign(header, change.apply(claims(user, role)).build(), key);
    }

    static JWTClaimsSet.Builder claims(UUID user, Role role) {
        Instant now = Instant.now();
        List<String> roles = role.included().stream().map(Role::name).toList();
        return new JWTClaimsSet.Builder()
                .issuer("medianest")
                .audience("medianest")
                .subject(user.toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("ver", 0)
                .claim("roles", roles)
                .claim("auth_time", now.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    static String sign(JWSHeader header, JWTClaimsSet claims, ECKey key) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
