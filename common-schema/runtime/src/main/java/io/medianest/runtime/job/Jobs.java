package io.medianest.runtime.job;

import io.medianest.runtime.schedule.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Work that comes again after a time, or when somebody asks for it, and that one instance does for all. If that instance is
 * killed, another one begins anew once the lease has run out.
 */
@ApplicationScoped
public class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);

    /** What is done more often than this is not told each time. */
    private static final Duration SELDOM = Duration.ofHours(1);

    private final JobQueries queries;
    private final Rounds rounds;
    private final MeterRegistry metrics;
    private final JobConfig config;

    Jobs(JobQueries queries, Rounds rounds, MeterRegistry metrics, JobConfig config) {
        this.queries = queries;
        this.rounds = rounds;
        this.metrics = metrics;
        this.config = config;
    }

    /**
     * Has some work done again and again, from now on until the service stops.
     *
     * @param name names it in the table {@code jobs}, in metrics and to the operator
     * @param pause from the end of the work to its next beginning, after a success
     * @param work does it, however often; answers what came of it in a few words, without personal data
     */
    public void every(String name, Duration pause, Supplier<Uni<String>> work) {
        AtomicLong lastSuccess = new AtomicLong();
        Gauge.builder("medianest.job.last.success", lastSuccess, AtomicLong::get)
                .description("When the work was last done by this instance, in seconds since 1970; 0 for not yet")
                .tag("job", name)
                .register(metrics);
        rounds.every(
                name,
                config.lookEvery(),
                () -> queries.take(name, config.lease())
                        .chain(mine -> mine
                                ? run(name, pause, work, lastSuccess)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> run(String name, Duration pause, Supplier<Uni<String>> work, AtomicLong lastSuccess) {
        Timer.Sample started = Timer.start(metrics);
        Cancellable lease = keepLease(name);
        return Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(lease::cancel)
                .onItemOrFailure()
                .transformToUni((outcome, failure) -> {
                    started.stop(metrics.timer(
                            "medianest.jobs", "job", name, "outcome", failure == null ? "done" : "failed"));
                    if (failure != null) {
                        return queries.fail(name, failure.toString(), config.retryAfter())
                                .chain(() -> Uni.createFrom().failure(failure));
                    }
                    lastSuccess.set(Instant.now().getEpochSecond());
                    LOG.logf(pause.compareTo(SELDOM) < 0 ? Level.DEBUG : Level.INFO, "%s: %s", name, outcome);
                    return queries.succeed(name, outcome, pause);
                });
    }

    private Cancellable keepLease(String name) {
        Duration pause = config.lease().dividedBy(4);
        return Multi.createFrom()
                .ticks()
                .startingAfter(pause)
                .every(pause)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> queries.keep(name, config.lease()))
                .subscribe()
                .with(
                        kept -> LOG.debugf("%s goes on: %s", name, kept),
                        failure -> LOG.warnf("The lease of %s could not be kept: %s", name, failure.toString()));
    }
}
