package io.medianest.bench.data;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.UndecryptableException;
import io.medianest.local.installation.Secret;
import io.medianest.local.installation.Secrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Access tokens as auth-service signs them, with its own key: to sign a thousand people in by their passwords would take
 * minutes, which say nothing about anything but Argon2.
 */
public final class Tokens {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final String CURRENT = "select kid, private_key from auth.signing_keys where state = 'current'";

    private final ECKey key;

    private Tokens(ECKey key) {
        this.key = key;
    }

    /**
     * Signs with the key of an installation that runs.
     *
     * @param database a connection that may read the keys
     */
    public static Tokens of(Connection database, Secrets secrets) throws SQLException {
        FieldCipher cipher = FieldCipher.fromKeysetFile(secrets.file(Secret.AUTH_KEYSET));
        try (Statement statement = database.createStatement();
                ResultSet keys = statement.executeQuery(CURRENT)) {
            if (!keys.next()) {
                throw new IllegalStateException("auth-service has made no key yet");
            }
            String place = FieldCipher.place("signing_keys", "private_key", keys.getString("kid"));
            return new Tokens(ECKey.parse(cipher.decrypt(keys.getString("private_key"), place)));
        } catch (UndecryptableException | ParseException e) {
            throw new IllegalStateException("The signing key cannot be read", e);
        }
    }

    /** A token of a user of whom nothing was revoked yet. */
    public String user(UUID id) {
        return sign(id, List.of("USER"));
    }

    /** A token of an ADMIN. */
    public String admin(UUID id) {
        return sign(id, List.of("USER", "MODERATOR", "ADMIN"));
    }

    private String sign(UUID id, List<String> roles) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("medianest")
                .audience("medianest")
                .subject(id.toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("ver", 0)
                .claim("roles", roles)
                .claim("auth_time", now.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The key " + key.getKeyID() + " does not sign", e);
        }
    }
}
