package io.medianest.runtime.revocation;

import io.medianest.events.Event;
import io.medianest.events.Topics;
import io.medianest.events.revocation.RevocationHeartbeat;
import io.medianest.events.revocation.TokenRevoked;
import io.medianest.runtime.events.BroadcastConsumers;
import io.medianest.runtime.events.BroadcastListener;
import io.medianest.runtime.events.ReceivedEvent;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Keeps {@link Revocations} complete. First it takes its place at the end of the topic, then it reads what was revoked
 * before from the database; in the other order what is revoked in between would be missed.
 */
@ApplicationScoped
class RevocationFeed implements BroadcastListener {
    private static final Logger LOG = Logger.getLogger(RevocationFeed.class);
    private static final String ACTIVE =
            "select kind = 'user' as whole_user, subject_id, version, until from auth.active_revocations";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_EACH = Duration.ofSeconds(5);

    private final Revocations revocations;
    private final BroadcastConsumers consumers;
    private final Pool pool;
    private final Vertx vertx;
    private final MeterRegistry registry;
    /** Counts how often a place was taken, so that a load begun before the latest one does not count. */
    private final AtomicInteger placement = new AtomicInteger();

    private volatile int loaded;
    private volatile boolean ready;
    private volatile boolean silent;

    RevocationFeed(
            Revocations revocations, BroadcastConsumers consumers, Pool pool, Vertx vertx, MeterRegistry registry) {
        this.revocations = revocations;
        this.consumers = consumers;
        this.pool = pool;
        this.vertx = vertx;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder(
                        "medianest.revocations.silence",
                        () -> revocations.silence().toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("Age of the last sign that revocations reach this instance")
                .register(registry);
        Gauge.builder("medianest.revocations.known", revocations, Revocations::size)
                .description("Revocations that this instance knows")
                .register(registry);
        vertx.setPeriodic(LOOK_EACH.toMillis(), timer -> look());
        consumers.listen(Topics.REVOCATIONS, 0, this);
    }

    /** Whether everything revoked before the start is known; stays true from then on. */
    boolean isReady() {
        return ready;
    }

    @Override
    public void placed() {
        load(placement.incrementAndGet());
    }

    @Override
    public void received(ReceivedEvent received) {
        Event event = received.data().orElse(null);
        if (event instanceof TokenRevoked revoked) {
            revocations.add(revoked);
        } else if (event instanceof RevocationHeartbeat heartbeat && loaded == placement.get()) {
            revocations.heardAt(heartbeat.at());
        }
    }

    private void look() {
        revocations.prune();
        boolean now = ready && revocations.isSilent();
        if (now && !silent) {
            LOG.warn("No sign of life from the revocations: only tokens younger than a minute are accepted");
        } else if (silent && !now) {
            LOG.info("The revocations give signs of life again");
        }
        silent = now;
    }

    private void load(int current) {
        Instant asked = Instant.now();
        pool.query(ACTIVE)
                .execute()
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .subscribe()
                .with(rows -> accept(rows, asked, current), failure -> retry(failure, current));
    }

    private void accept(RowSet<Row> rows, Instant asked, int current) {
        for (Row row : rows) {
            revocations.add(revocation(row));
        }
        if (current == placement.get()) {
            loaded = current;
            ready = true;
            revocations.heardAt(asked);
            LOG.infof("%d revocations known", revocations.size());
        }
    }

    private void retry(Throwable failure, int current) {
        LOG.warnf("The revocations cannot be read, next try in %s: %s", PAUSE, failure.toString());
        vertx.setTimer(PAUSE.toMillis(), timer -> {
            if (current == placement.get()) {
                load(current);
            }
        });
    }

    private static TokenRevoked revocation(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("until");
        return row.getBoolean("whole_user")
                ? TokenRevoked.ofUser(row.getUUID("subject_id"), row.getInteger("version"), until.toInstant())
                : TokenRevoked.ofSession(row.getUUID("subject_id"), until.toInstant());
    }
}
