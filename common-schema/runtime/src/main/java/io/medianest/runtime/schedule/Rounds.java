package io.medianest.runtime.schedule;

import io.medianest.runtime.error.ErrorReport;
import io.medianest.runtime.error.Errors;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that is done again and again. Timers count the time that passes, unlike the framework's scheduler, which goes by
 * the time of day: were the clock set back by an hour, all work would rest for an hour.
 */
@ApplicationScoped
public class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final Vertx vertx;
    private final Errors errors;
    private final Queue<Long> timers = new ConcurrentLinkedQueue<>();

    Rounds(Vertx vertx, Errors errors) {
        this.vertx = vertx;
        this.errors = errors;
    }

    /**
     * Does the work now and then again and again until the service stops. A round is left out while the one before it is
     * still under way. One that fails is reported as an error and logged, if the one before it did not; the next one
     * comes all the same.
     *
     * @param work what it does, in a few words that are always the same, such as "Sending mails"
     * @param pause from the beginning of a round to that of the next
     * @param round does the work, each time on a Vert.x context of its own
     */
    public void every(String work, Duration pause, Supplier<Uni<Void>> round) {
        Work rounds = new Work(work, round);
        rounds.begin();
        timers.add(vertx.setPeriodic(pause.toMillis(), timer -> rounds.begin()));
    }

    /**
     * Does work once, on a Vert.x context of its own, without anybody waiting for it; a failure is reported and logged.
     *
     * @param work what it does, as for {@link #every}
     * @param task does it
     */
    public void once(String work, Supplier<Uni<Void>> task) {
        new Work(work, task).begin();
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(vertx::cancelTimer);
    }

    private final class Work {
        private final String name;
        private final Supplier<Uni<Void>> task;
        private final AtomicBoolean underWay = new AtomicBoolean();
        private final AtomicBoolean failing = new AtomicBoolean();

        Work(String name, Supplier<Uni<Void>> task) {
            this.name = name;
            this.task = task;
        }

        void begin() {
            if (underWay.compareAndSet(false, true)) {
                Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
                VertxContextSafetyToggle.setContextSafe(own, true);
                own.runOnContext(nothing -> Uni.createFrom()
                        .<Void>deferred(task::get)
                        .onTermination()
                        .invoke(() -> underWay.set(false))
                        .subscribe()
                        .with(done -> succeeded(), this::failed));
            }
        }

        private void succeeded() {
            if (failing.compareAndSet(true, false)) {
                LOG.infof("%s goes well again", name);
            }
        }

        private void failed(Throwable failure) {
            if (failing.compareAndSet(false, true)) {
                LOG.warnf(failure, "%s failed; it is told when it goes well again", name);
            } else {
                LOG.debugf(failure, "%s failed again", name);
            }
            errors.report(ErrorReport.ofJob(name, failure));
        }
    }
}
