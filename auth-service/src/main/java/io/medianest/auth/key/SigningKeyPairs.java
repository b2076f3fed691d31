package io.medianest.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.UndecryptableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Objects;
import java.util.UUID;

/** Makes key pairs, whose private part is stored encrypted, and opens them. */
@ApplicationScoped
class SigningKeyPairs {
    private final FieldCipher cipher;

    SigningKeyPairs(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /** A new key pair. */
    SigningKey create(SigningKey.State state) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            String sealed = cipher.encrypt(key.toJSONString(), place(key.getKeyID()));
            return new SigningKey(key.getKeyID(), key.toPublicJWK().toJSONString(), sealed, state);
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime makes no P-256 keys", e);
        }
    }

    /**
     * The key pair to sign with.
     *
     * @throws InvalidSecretException if it was encrypted with another keyset
     */
    ECKey open(SigningKey key) {
        String sealed = Objects.requireNonNull(key.sealedPrivateJwk(), "a key that signs has a private part");
        try {
            return ECKey.parse(cipher.decrypt(sealed, place(key.kid())));
        } catch (UndecryptableException e) {
            throw new InvalidSecretException(
                    "The keyset in medianest.secrets.auth-keyset-file is not the one that the signing keys in the"
                            + " database were encrypted with",
                    e);
        } catch (ParseException e) {
            throw new IllegalStateException("The signing key " + key.kid() + " is not readable", e);
        }
    }

    private static String place(String kid) {
        return FieldCipher.place("signing_keys", "private_key", kid);
    }
}
