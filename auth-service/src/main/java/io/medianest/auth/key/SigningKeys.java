package io.medianest.auth.key;

import com.nimbusds.jose.jwk.ECKey;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The key pair that this instance signs access tokens with. Whichever instance starts first makes the current key and the
 * next one; both are published at once, so that every verifier knows a key long before it signs. Each instance looks
 * regularly whether it is time for the next key, or another instance has found so.
 */
@ApplicationScoped
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    /** Before the public keys are read for the first time. */
    private static final int EARLY = 100;

    private final SigningKeyRotation rotation;
    private final SigningKeyPairs pairs;
    private final Transactions transactions;
    private final Vertx vertx;
    private final SigningKeyConfig config;
    private volatile @Nullable ECKey current;

    SigningKeys(
            SigningKeyRotation rotation,
            SigningKeyPairs pairs,
            Transactions transactions,
            Vertx vertx,
            SigningKeyConfig config) {
        this.rotation = rotation;
        this.pairs = pairs;
        this.transactions = transactions;
        this.vertx = vertx;
        this.config = config;
    }

    // Waits for the database: without a key there is nothing that this service could do.
    void start(@Observes @Priority(EARLY) StartupEvent event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::check);
        vertx.setPeriodic(config.checkEvery().toMillis(), timer -> checkAndContinue());
    }

    /** The key to sign with, private part included: hand it to nothing but a signer. */
    public ECKey current() {
        return Objects.requireNonNull(current, "the signing keys are loaded at start");
    }

    /** Moves the keys on if it is time, and signs with the current one from now on. */
    Uni<Void> check() {
        return transactions
                .write(AuditActor.service("auth-service"), rotation::current)
                .invoke(this::use)
                .replaceWithVoid();
    }

    private void use(SigningKey key) {
        ECKey known = current;
        if (known == null || !known.getKeyID().equals(key.kid())) {
            current = pairs.open(key);
            LOG.infof("Access tokens are signed with the key %s", key.kid());
        }
    }

    /** The database session belongs to a context of its own. */
    private void checkAndContinue() {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> check().subscribe()
                .with(
                        done -> LOG.debug("Signing keys checked"),
                        failure -> LOG.warnf(
                                "The signing keys could not be checked, the known one goes on: %s",
                                failure.toString())));
    }
}
