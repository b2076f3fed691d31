package io.medianest.youtube.queue;

import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What every instance looks after besides downloading. */
@ApplicationScoped
class QueueRounds {
    private static final Logger LOG = Logger.getLogger(QueueRounds.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int BEATS_IN_A_LEASE = 10;

    private final Heart heart;
    private final Indexer indexer;
    private final Settling settling;
    private final DownloadQueue queue;
    private final QueueConfig config;

    QueueRounds(Heart heart, Indexer indexer, Settling settling, DownloadQueue queue, QueueConfig config) {
        this.heart = heart;
        this.indexer = indexer;
        this.settling = settling;
        this.queue = queue;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        Duration often = config.lease().dividedBy(BEATS_IN_A_LEASE);
        rounds.every("Keeping leases", often, heart::beat);
        rounds.every("Looking after leases", often, () -> {
            heart.check();
            return Uni.createFrom().voidItem();
        });
        rounds.every("Putting back what was left", often, queue::reclaim);
        rounds.every("Ending what was taken back", config.every(), settling::cancel);
        rounds.every("Finding out what is to be downloaded", config.every(), indexer::work);
    }

    /** Another instance may ask at once for what this one was asking. */
    void stop(@Observes ShutdownEvent event, Rounds rounds) throws InterruptedException {
        CountDownLatch given = new CountDownLatch(1);
        rounds.once(
                "Giving back what was asked for",
                () -> indexer.giveBack().onTermination().invoke(given::countDown));
        if (!given.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("What was being asked for was not given back in time; its lease runs out by itself");
        }
    }
}
