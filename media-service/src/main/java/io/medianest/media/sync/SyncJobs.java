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
        rounds.every(config.pollEvery(), this::poll);
        rounds.every(config.sweepEvery(), this::sweep);
    }

    /** Asks Overseerr what has changed. */
    private Uni<Void> poll() {
        if (connections.current().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return quietly(
                "Polling Overseerr",
                leases.run(
                        "poll",
                        config.lease(),
                        left -> polling.round(left.map(PollCursor::parse).orElse(PollCursor.START))
                                .map(PollCursor::toString)));
    }

    /** Closes requests of which everything can be watched. */
    private Uni<Void> sweep() {
        return quietly(
                "Closing finished requests",
                leases.run(
                        "sweep",
                        config.lease(),
                        left -> progress.closeFinished().replaceWith(() -> null)));
    }

    /** A failure is recorded with the lease and logged; the next round tries again. */
    private static Uni<Void> quietly(String what, Uni<Boolean> work) {
        return work.onFailure()
                .invoke(failure -> {
                    if (failure instanceof OverseerrUnavailableException) {
                        LOG.infof("%s: %s", what, failure.getMessage());
                    } else {
                        LOG.warnf(failure, "%s failed", what);
                    }
                })
                .onFailure()
                .recoverWithItem(false)
                .replaceWithVoid();
    }
}
