package io.medianest.persistence.event;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.jboss.logging.Logger;

/** Forgets events that can no longer be redelivered, neither from their topic nor from its dead letters. */
@ApplicationScoped
class ProcessedEventsPruning {
    private static final Logger LOG = Logger.getLogger(ProcessedEventsPruning.class);
    private static final Duration EACH = Duration.ofHours(1);
    /** Kafka deletes whole segments, so that events outlive their retention a little. */
    private static final Duration KEPT = Topics.all().stream()
            .map(Topic::retention)
            .max(Comparator.naturalOrder())
            .orElseThrow()
            .multipliedBy(2);
    /** A batch that holds no locks for long; what is left over goes an hour later. */
    private static final String PRUNE = """
            delete from processed_events where (consumer, event_id) in
                (select consumer, event_id from processed_events where processed_at < $1 limit 10000)
            """;

    private final Pool pool;
    private final Vertx vertx;

    ProcessedEventsPruning(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(
                EACH.toMillis(),
                timer -> prune().subscribe()
                        .with(
                                count -> LOG.debugf("%d processed events forgotten", count),
                                failure -> LOG.warnf("Processed events could not be pruned: %s", failure.toString())));
    }

    /** Deletes one batch; returns how many rows. */
    Uni<Integer> prune() {
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minus(KEPT);
        return pool.preparedQuery(PRUNE).execute(Tuple.of(before)).map(RowSet::rowCount);
    }
}
