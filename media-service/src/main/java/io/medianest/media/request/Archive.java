package io.medianest.media.request;

import io.medianest.media.lease.Leases;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Puts requests away that have ended long ago, one instance at a time. */
@ApplicationScoped
class Archive {
    private static final String WORK = "archive";
    /** What is left after so many batches waits for the next round. */
    private static final int MOST_BATCHES = 10;

    /** How soon it is seen that an ADMIN asks for it. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Leases leases;
    private final RequestProgress progress;
    private final ArchiveConfig config;

    Archive(Leases leases, RequestProgress progress, ArchiveConfig config) {
        this.leases = leases;
        this.progress = progress;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        rounds.every("Putting requests away", config.every().compareTo(LOOK) < 0 ? config.every() : LOOK, this::round);
    }

    private Uni<Void> round() {
        return leases.run(
                        WORK,
                        config.lease(),
                        config.every(),
                        left -> batches(MOST_BATCHES).replaceWith(() -> null))
                .replaceWithVoid();
    }

    private Uni<Void> batches(int more) {
        return progress.archiveEnded(config.after(), config.batch())
                .chain(count ->
                        count < config.batch() || more == 1 ? Uni.createFrom().voidItem() : batches(more - 1));
    }
}
