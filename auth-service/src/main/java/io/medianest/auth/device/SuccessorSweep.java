package io.medianest.auth.device;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets the sealed successors of refresh tokens once nobody can lose a race for them any more. */
@ApplicationScoped
class SuccessorSweep {
    private static final Logger LOG = Logger.getLogger(SuccessorSweep.class);
    private static final Duration EACH = Duration.ofSeconds(10);
    // Names itself to the audit trail in the same statement.
    private static final String SWEEP = """
            with actor as materialized (select set_config('app.actor_id', 'service:auth-service', true))
            update session_tokens set successor_sealed = null from actor
             where successor_sealed is not null and successor_until < now()
            """;

    private final Pool pool;
    private final Vertx vertx;

    SuccessorSweep(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(
                EACH.toMillis(),
                timer -> sweep().subscribe()
                        .with(
                                count -> LOG.debugf("%d successors forgotten", count),
                                failure -> LOG.warnf("Successors could not be forgotten: %s", failure.toString())));
    }

    /** Returns how many were forgotten. */
    private Uni<Integer> sweep() {
        return pool.query(SWEEP).execute().map(RowSet::rowCount);
    }
}
