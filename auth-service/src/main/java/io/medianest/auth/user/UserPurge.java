package io.medianest.auth.user;

import io.medianest.auth.user.UserPurgeRepository.Purged;
import io.medianest.events.user.UserPurged;
import io.medianest.persistence.event.Outbox;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.job.Jobs;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;

/** Deletes users for good once nobody can restore them any more, a few in each transaction. */
@ApplicationScoped
class UserPurge {
    /** Names it to the operator. */
    static final String JOB = "purge-users";

    private static final AuditActor ACTOR = AuditActor.service("auth-service");
    private static final int BATCH = 50;

    private final UserPurgeRepository repository;
    private final Outbox outbox;
    private final Transactions transactions;
    private final UserPurgeConfig config;

    UserPurge(UserPurgeRepository repository, Outbox outbox, Transactions transactions, UserPurgeConfig config) {
        this.repository = repository;
        this.outbox = outbox;
        this.transactions = transactions;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Jobs jobs) {
        jobs.every(JOB, config.purgeEvery(), this::purge);
    }

    private Uni<String> purge() {
        return purge(Instant.now().minus(config.keptFor()), 0).map(count -> count + " purged");
    }

    private Uni<Integer> purge(Instant before, int done) {
        return transactions
                .write(ACTOR, () -> repository.purge(before, BATCH).call(this::tell))
                .chain(purged -> purged.size() < BATCH
                        ? Uni.createFrom().item(done + purged.size())
                        : purge(before, done + BATCH));
    }

    /** One after the other, as a session demands. */
    private Uni<Void> tell(List<Purged> purged) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (Purged user : purged) {
            told = told.chain(() -> outbox.append(new UserPurged(user.id()), () -> user.version() + 1));
        }
        return told;
    }
}
