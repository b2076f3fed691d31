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
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.text.ParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key pair that this instance signs access tokens with. Whichever instance starts first makes the current key and the
 * next one; both are published at once, so that every verifier knows a key long before it signs.
 */
@ApplicationScoped
public class SigningKeys {
    /** Before the public keys are read for the first time. */
    private static final int EARLY = 100;

    private final SigningKeyRepository repository;
    private final Transactions transactions;
    private final FieldCipher cipher;
    private volatile @Nullable ECKey current;

    SigningKeys(SigningKeyRepository repository, Transactions transactions, FieldCipher cipher) {
        this.repository = repository;
        this.transactions = transactions;
        this.cipher = cipher;
    }

    // Waits for the database: without a key there is nothing that this service could do.
    void start(@Observes @Priority(EARLY) StartupEvent event) throws Throwable {
        current = VertxContextSupport.subscribeAndAwait(this::loadOrCreate);
    }

    /** The key to sign with, private part included: hand it to nothing but a signer. */
    public ECKey current() {
        return Objects.requireNonNull(current, "the signing keys are loaded at start");
    }

    private Uni<ECKey> loadOrCreate() {
        return transactions.write(
                AuditActor.service("auth-service"),
                () -> repository.lock().chain(repository::usable).chain(this::complete));
    }

    private Uni<ECKey> complete(List<SigningKey> stored) {
        Map<SigningKey.State, SigningKey> keys = new EnumMap<>(SigningKey.State.class);
        stored.forEach(key -> keys.put(key.state(), key));
        List<SigningKey> missing = List.of(SigningKey.State.CURRENT, SigningKey.State.NEXT).stream()
                .filter(state -> !keys.containsKey(state))
                .map(this::create)
                .toList();
        missing.forEach(key -> keys.put(key.state(), key));
        SigningKey signing = Objects.requireNonNull(keys.get(SigningKey.State.CURRENT), "stored or just made");
        return repository.persist(missing).replaceWith(() -> open(signing));
    }

    private SigningKey create(SigningKey.State state) {
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

    private ECKey open(SigningKey key) {
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
