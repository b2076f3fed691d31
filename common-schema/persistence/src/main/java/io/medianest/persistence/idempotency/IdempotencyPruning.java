package io.medianest.persistence.idempotency;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets answers that nobody is promised any more, in batches that hold few locks for a short time. */
@ApplicationScoped
class IdempotencyPruning {
    private static final Logger LOG = Logger.getLogger(IdempotencyPruning.class);
    private static final Duration EACH = Duration.ofMinutes(5);
    static final int BATCH = 1_000;
    /** More than a service can write in the time between two runs. */
    private static final int MOST_BATCHES = 500;
    /** Instances that clean up at once leave each other's rows alone. */
    private static final String PRUNE = """
            delete from idempotency_keys where (user_id, key) in
                (select user_id, key from idempotency_keys where expires_at <= now()
                 order by expires_at limit $1 for update skip locked)
            """;

    private final Pool pool;
    private final Vertx vertx;

    IdempotencyPruning(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(
                EACH.toMillis(),
                timer -> prune().subscribe()
                        .with(
                                count -> LOG.debugf("%d recorded answers forgotten", count),
                                failure -> LOG.warnf("Recorded answers could not be pruned: %s", failure.toString())));
    }

    /** Deletes what has expired, up to a bound; returns how many rows. */
    Uni<Integer> prune() {
        return prune(1, 0);
    }

    private Uni<Integer> prune(int batch, int before) {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(BATCH))
                .map(RowSet::rowCount)
                .chain(count -> count < BATCH || batch == MOST_BATCHES
                        ? Uni.createFrom().item(before + count)
                        : prune(batch + 1, before + count));
    }
}
