package io.medianest.youtube.queue;

import io.medianest.runtime.schedule.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** How the queue is doing, for metrics and health; looked at now and then, by every instance. */
@ApplicationScoped
class QueueMetrics {
    private static final Duration LOOK_EACH = Duration.ofSeconds(5);

    private final QueueLook queue;
    private final Disk disk;
    private final MeterRegistry metrics;
    private volatile QueueLook.Seen seen = new QueueLook.Seen(null, null, 0, 0, 0, 0);

    QueueMetrics(QueueLook queue, Disk disk, MeterRegistry metrics) {
        this.queue = queue;
        this.disk = disk;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        gauge("waiting", "Videos whose turn has not come", look -> look.waiting());
        gauge("running", "Videos that are being downloaded, by all instances", look -> look.running());
        gauge("unindexed", "Downloads whose videos are still to be found out", look -> look.unindexed());
        gauge("paused", "1 while YouTube refuses this installation and everything rests", look -> paused(look));
        Gauge.builder("medianest.youtube.queue.oldest", () -> seen.oldestSeconds())
                .baseUnit("seconds")
                .description("Age of the oldest download that has not ended")
                .register(metrics);
        Gauge.builder("medianest.youtube.disk.free", disk::free)
                .baseUnit("bytes")
                .description("Room on the disk of all videos")
                .register(metrics);
        rounds.every("Counting the queue", LOOK_EACH, this::look);
    }

    /** The queue, as of a few seconds ago. */
    QueueLook.Seen seen() {
        return seen;
    }

    private Uni<Void> look() {
        return queue.look().invoke(now -> seen = now).replaceWithVoid();
    }

    private void gauge(String name, String description, ToDoubleFunction<QueueLook.Seen> value) {
        Gauge.builder("medianest.youtube.queue." + name, () -> value.applyAsDouble(seen))
                .description(description)
                .register(metrics);
    }

    private static double paused(QueueLook.Seen look) {
        return look.pausedUntil() == null ? 0 : 1;
    }
}
