package io.medianest.auth.setup;

import io.medianest.auth.secret.TokenHashes;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/**
 * The one-time token that proves to own the installation: offered at each start until there is an ADMIN, kept as a hash,
 * good for one use by one of however many try.
 */
@ApplicationScoped
class SetupTokens {
    private final SetupTokenRepository repository;
    private final SetupTokenFile file;
    private final TokenHashes hashes;
    private final Transactions transactions;

    SetupTokens(SetupTokenRepository repository, SetupTokenFile file, TokenHashes hashes, Transactions transactions) {
        this.repository = repository;
        this.file = file;
        this.hashes = hashes;
        this.transactions = transactions;
    }

    void start(@Observes StartupEvent event) throws Throwable {
        boolean adminExists = VertxContextSupport.subscribeAndAwait(() -> transactions.read(repository::adminExists));
        if (adminExists) {
            file.remove();
        } else {
            String hash = hashes.setup().ofToken(file.readOrCreate());
            VertxContextSupport.subscribeAndAwait(
                    () -> transactions.write(AuditActor.service("auth-service"), () -> repository.put(hash)));
        }
    }

    /**
     * Whether this is the token; fails with 409 {@code ALREADY_SET_UP} if it does not matter any more.
     */
    Uni<Boolean> check(String token) {
        return repository.adminExists().chain(exists -> {
            if (exists) {
                throw alreadySetUp();
            }
            return repository.matches(hashes.setup().candidates(token));
        });
    }

    /** Uses the token up, in the caller's transaction; fails with 409 {@code ALREADY_SET_UP} if somebody was first. */
    Uni<Void> useUp(String token) {
        return repository.useUp(hashes.setup().candidates(token)).map(used -> {
            if (!used) {
                throw alreadySetUp();
            }
            return null;
        });
    }

    /** Notes who used it, in the caller's transaction. */
    Uni<Void> usedBy(UUID userId) {
        return repository.usedBy(userId);
    }

    /** Removes the file; the transaction that used the token up is committed. */
    void forget() {
        file.remove();
    }

    private static ProblemException alreadySetUp() {
        return ProblemException.conflict("ALREADY_SET_UP", "This MediaNest has its first administrator; sign in.");
    }
}
