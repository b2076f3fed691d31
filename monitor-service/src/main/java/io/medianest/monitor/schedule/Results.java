package io.medianest.monitor.schedule;

import io.medianest.monitor.check.RecentChecks;
import io.medianest.runtime.problem.Outages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What was seen and is not recorded yet. While the database is away it is kept; there is never more of it than is taken
 * at once.
 */
@ApplicationScoped
class Results {
    private static final Logger LOG = Logger.getLogger(Results.class);

    private final Recorder recorder;
    private final RecentChecks checks;
    private final Queue<Seen> waiting = new ConcurrentLinkedQueue<>();

    Results(Recorder recorder, RecentChecks checks) {
        this.recorder = recorder;
        this.checks = checks;
    }

    /** Adds what was seen of a service. */
    void add(Seen seen) {
        waiting.add(seen);
    }

    /**
     * Records everything that waits, many services in one transaction; never fails.
     *
     * @param done is told of each that is no longer to be kept
     */
    Uni<Void> record(Consumer<Taken> done) {
        List<Seen> batch = new ArrayList<>();
        for (Seen next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return recorder.record(batch)
                .chain(() -> recorded(batch, done))
                .onFailure(Outages::isOutage)
                .recoverWithUni(failure -> keep(batch, failure))
                .onFailure()
                .recoverWithUni(failure -> oneByOne(batch, done));
    }

    private Uni<Void> recorded(List<Seen> batch, Consumer<Taken> done) {
        Uni<Void> kept = Uni.createFrom().voidItem();
        for (Seen seen : batch) {
            done.accept(seen.taken());
            kept = kept.chain(() -> checks.add(seen.taken().name(), seen.observations()));
        }
        return kept;
    }

    private Uni<Void> keep(List<Seen> batch, Throwable failure) {
        LOG.warnf(
                "What was seen of %d services is kept until it can be recorded: %s", batch.size(), failure.toString());
        waiting.addAll(batch);
        return Uni.createFrom().voidItem();
    }

    /** One that cannot be recorded must not hold up the others; it is looked at again when its lease has run out. */
    private Uni<Void> oneByOne(List<Seen> batch, Consumer<Taken> done) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Seen seen : batch) {
            all = all.chain(() -> recorder.record(List.of(seen))
                    .chain(() -> recorded(List.of(seen), done))
                    .onFailure()
                    .recoverWithItem(failure -> {
                        LOG.errorf(
                                failure,
                                "What was seen of %s cannot be recorded",
                                seen.taken().name());
                        done.accept(seen.taken());
                        return null;
                    }));
        }
        return all;
    }
}
