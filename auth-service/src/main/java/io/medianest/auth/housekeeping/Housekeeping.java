package io.medianest.auth.housekeeping;

import io.medianest.runtime.job.Jobs;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Deletes what has outlived its time, in batches that hold few locks for a short time. */
@ApplicationScoped
class Housekeeping {
    /** Names it to the operator. */
    static final String JOB = "clean-up";

    private static final int BATCH = 1_000;
    /** More than there can be after a day; whatever is left over goes the next time. */
    private static final int MOST_BATCHES = 1_000;

    private static final Duration A_MOMENT = Duration.ofHours(1);

    private final Pool pool;
    private final MeterRegistry metrics;
    private final HousekeepingConfig config;

    Housekeeping(Pool pool, MeterRegistry metrics, HousekeepingConfig config) {
        this.pool = pool;
        this.metrics = metrics;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Jobs jobs) {
        jobs.every(JOB, config.every(), this::cleanUp);
    }

    /** What is deleted, what hangs on something else before that. */
    List<Chore> chores() {
        return List.of(
                new Chore("sessions", "expires", Duration.ZERO, true),
                new Chore("session_tokens", "expires_at", Duration.ZERO, true),
                new Chore("devices", "expires_at", config.devices(), true),
                new Chore("devices", "revoked_at", config.devices(), true),
                new Chore("verification_tokens", "expires", Duration.ZERO, true),
                new Chore("plex_pins", "expires_at", A_MOMENT, true),
                new Chore("rate_limits", "window_start", config.rateLimits(), true),
                new Chore("security_events", "created_at", config.securityEvents(), false),
                new Chore("revocations", "until", A_MOMENT, true));
    }

    private Uni<String> cleanUp() {
        return Multi.createFrom()
                .iterable(chores())
                .onItem()
                .transformToUniAndConcatenate(chore -> delete(chore, 1, 0)
                        .invoke(count -> metrics.counter("medianest.auth.housekeeping.deleted", "table", chore.table())
                                .increment(count))
                        .map(count -> chore.table() + " " + count))
                .collect()
                .asList()
                .map(done -> done.stream().collect(Collectors.joining(", ", "deleted: ", "")));
    }

    private Uni<Integer> delete(Chore chore, int batch, int before) {
        return pool.preparedQuery(chore.sql())
                .execute(Tuple.of(chore.keptFor().toSeconds(), BATCH))
                .map(RowSet::rowCount)
                .chain(count -> count < BATCH || batch == MOST_BATCHES
                        ? Uni.createFrom().item(before + count)
                        : delete(chore, batch + 1, before + count));
    }
}
