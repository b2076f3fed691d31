package io.medianest.runtime.schedule;

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
    private final Queue<Long> timers = new ConcurrentLinkedQueue<>();

    Rounds(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Does the work now and then again and again until the service stops. A round is left out while the one before it is
     * still under way; one that fails is logged, and the next one comes all the same.
     *
     * @param pause from the beginning of a round to that of the next
     * @param round does the work, each time on a Vert.x context of its own
     */
    public void every(Duration pause, Supplier<Uni<Void>> round) {
        AtomicBoolean underWay = new AtomicBoolean();
        begin(round, underWay);
        timers.add(vertx.setPeriodic(pause.toMillis(), timer -> begin(round, underWay)));
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(vertx::cancelTimer);
    }

    private void begin(Supplier<Uni<Void>> round, AtomicBoolean underWay) {
        if (underWay.compareAndSet(false, true)) {
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(nothing -> Uni.createFrom()
                    .<Void>deferred(round::get)
                    .onTermination()
                    .invoke(() -> underWay.set(false))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.error("A round failed; the next one comes all the same", failure)));
        }
    }
}
