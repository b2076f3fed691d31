package io.medianest.media.sync;

import io.medianest.media.connection.OverseerrConnections;
import io.medianest.media.lease.Leases;
import io.medianest.media.overseerr.OverseerrUnavailableException;
import io.medianest.media.request.RequestProgress;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** What is done again and again to keep requests true, by one instance at a time. */
@ApplicationScoped
class SyncJobs {
    private static final Logger LOG = Logger.getLogger(SyncJobs.class);

    private final Leases leases;
    private final OverseerrConnections connections;
    private final Polling polling;
    private final RequestProgress progress;
    private final SyncConfig config;

    SyncJobs(
            Leases leases,
            OverseerrConnections connections,
            Polling polling,
            RequestProgress progress,
            SyncConfig config) {
        this.leases = leases;
        this.connections = connections;
        this.polling = polling;
        this.progress = progress;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        rounds.every("Polling Overseerr", config.pollEvery(), this::poll);
        rounds.every("Closing finished requests", config.sweepEvery(), this::sweep);
    }

    /** Asks Overseerr what has changed. */
    private Uni<Void> poll() {
        if (connections.current().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return leases.run(
                        "poll",
                        config.lease(),
                        config.pollEvery(),
                        left -> polling.round(left.map(PollCursor::parse).orElse(PollCursor.START))
                                .map(PollCursor::toString))
                // Recorded with the lease; that Overseerr is away is nobody's error.
                .onFailure(OverseerrUnavailableException.class)
                .recoverWithItem(away -> {
                    LOG.infof("Polling Overseerr: %s", away.getMessage());
                    return false;
                })
                .replaceWithVoid();
    }

    /** Closes requests of which everything can be watched. */
    private Uni<Void> sweep() {
        return leases.run(
                        "sweep",
                        config.lease(),
                        config.sweepEvery(),
                        left -> progress.closeFinished().replaceWith(() -> null))
                .replaceWithVoid();
    }
}
