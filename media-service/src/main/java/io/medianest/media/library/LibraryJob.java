package io.medianest.media.library;

import io.medianest.media.lease.Leases;
import io.medianest.plex.PlexConnections;
import io.medianest.plex.PlexUnavailableException;
import io.medianest.runtime.schedule.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the copy of the libraries true, by one instance at a time. */
@ApplicationScoped
class LibraryJob {
    private static final Logger LOG = Logger.getLogger(LibraryJob.class);

    /** Names the work, and when it was last done, in {@code sync_state}. */
    static final String NAME = "plex-library";

    private final Leases leases;
    private final PlexConnections connections;
    private final LibraryRound round;
    private final LibraryConfig config;
    private final MeterRegistry metrics;

    LibraryJob(
            Leases leases,
            PlexConnections connections,
            LibraryRound round,
            LibraryConfig config,
            MeterRegistry metrics) {
        this.leases = leases;
        this.connections = connections;
        this.round = round;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        rounds.every("Following the libraries", config.every(), this::follow);
    }

    /** A failure is recorded with the lease and counted; that Plex is away is nobody's error. */
    private Uni<Void> follow() {
        if (connections.current().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return leases.run(NAME, config.lease(), this::measured)
                .onFailure(PlexUnavailableException.class)
                .recoverWithItem(away -> {
                    LOG.infof("Following the libraries: %s", away.getMessage());
                    return false;
                })
                .replaceWithVoid();
    }

    private Uni<String> measured(Optional<String> left) {
        Timer.Sample started = Timer.start(metrics);
        return round.run(left)
                .onItemOrFailure()
                .invoke((done, failure) -> started.stop(Timer.builder("medianest.media.library.rounds")
                        .description("Rounds of following the Plex libraries, by outcome")
                        .tag("outcome", failure == null ? "done" : "failed")
                        .register(metrics)));
    }
}
