package io.medianest.youtube.queue;

import io.medianest.runtime.schedule.Rounds;
import io.medianest.youtube.queue.Held.Stop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Downloads as many videos at once as it may, as long as there is room. */
@ApplicationScoped
class QueueWorker {
    private static final Logger LOG = Logger.getLogger(QueueWorker.class);
    /** Before the framework's own, which close what a farewell needs. */
    private static final int FIRST = 1;

    private final DownloadQueue queue;
    private final VideoJob job;
    private final Held held;
    private final Disk disk;
    private final Rounds rounds;
    private final QueueConfig config;
    private final Semaphore free;
    private volatile boolean stopping;

    QueueWorker(DownloadQueue queue, VideoJob job, Held held, Disk disk, Rounds rounds, QueueConfig config) {
        this.queue = queue;
        this.job = job;
        this.held = held;
        this.disk = disk;
        this.rounds = rounds;
        this.config = config;
        free = new Semaphore(config.atOnce());
    }

    void start(@Observes StartupEvent event) {
        rounds.every("Taking videos", config.every(), this::look);
    }

    /** What is under way is given back, so that another instance goes on with it at once. */
    void stop(@Observes @Priority(FIRST) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        held.stopAll(Stop.FAREWELL);
        if (!free.tryAcquire(config.atOnce(), config.farewell().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("%d videos were not given back in time; their leases run out by themselves", held.count());
        }
    }

    private Uni<Void> look() {
        return disk.hasRoom().chain(hasRoom -> {
            if (!hasRoom) {
                held.stopAll(Stop.DISK_FULL);
            }
            return hasRoom ? fill() : Uni.createFrom().voidItem();
        });
    }

    /** Takes videos until as many are under way as may be, or none is due. */
    private Uni<Void> fill() {
        if (stopping || disk.isFull() || !free.tryAcquire()) {
            return Uni.createFrom().voidItem();
        }
        return queue.take(held.ids()).onItemOrFailure().transformToUni((claim, failure) -> {
            if (failure != null || claim.isEmpty()) {
                free.release();
                return failure == null
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(failure);
            }
            rounds.once("Downloading a video", () -> work(claim.orElseThrow()));
            return fill();
        });
    }

    private Uni<Void> work(Claim claim) {
        if (stopping) {
            return queue.giveBack(claim).eventually(() -> free.release());
        }
        return job.work(claim).eventually(() -> {
            free.release();
            rounds.once("Taking videos", this::fill);
        });
    }
}
