package io.medianest.runtime.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** How the outbox is doing, looked at from every instance: it must also be seen when no relay is active. */
@ApplicationScoped
class OutboxMetrics {
    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);
    private static final Duration SAMPLE_EACH = Duration.ofSeconds(5);
    private static final String SAMPLE = """
            select count(*) as pending,
                   coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as oldest
            from outbox_events
            """;

    private final OutboxConfig config;
    private final Pool pool;
    private final Vertx vertx;
    private final MeterRegistry registry;
    private final Counter published;
    private volatile Sample sample = new Sample(0, 0);

    private record Sample(long pending, double oldestSeconds) {}

    OutboxMetrics(OutboxConfig config, Pool pool, Vertx vertx, MeterRegistry registry) {
        this.config = config;
        this.pool = pool;
        this.vertx = vertx;
        this.registry = registry;
        this.published = Counter.builder("medianest.outbox.published")
                .description("Events that Kafka acknowledged to this instance")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        if (config.slice().isPresent()) {
            Gauge.builder("medianest.outbox.pending", () -> sample.pending())
                    .description("Events not yet acknowledged by Kafka")
                    .register(registry);
            Gauge.builder("medianest.outbox.oldest", () -> sample.oldestSeconds())
                    .baseUnit("seconds")
                    .description("Age of the oldest event not yet acknowledged by Kafka")
                    .register(registry);
            vertx.setPeriodic(SAMPLE_EACH.toMillis(), timer -> look());
        }
    }

    /** Counts events that Kafka has acknowledged. */
    void published(int count) {
        published.increment(count);
    }

    /** The age of the oldest event that is still to be published, as of a few seconds ago; zero if there is none. */
    Duration oldest() {
        return Duration.ofMillis((long) (sample.oldestSeconds() * 1000));
    }

    private void look() {
        pool.query(SAMPLE)
                .execute()
                .map(RowSet<Row>::iterator)
                .map(rows -> rows.next())
                .subscribe()
                .with(
                        row -> sample = new Sample(row.getLong("pending"), row.getDouble("oldest")),
                        failure -> LOG.debugf("The outbox could not be looked at: %s", failure.toString()));
    }
}
