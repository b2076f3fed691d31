package io.medianest.youtube.queue;

import io.medianest.runtime.outbound.CallersContext;
import io.medianest.youtube.queue.Held.Stop;
import io.medianest.youtube.ytdlp.FailureKind;
import io.medianest.youtube.ytdlp.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Decides and records what follows from the end of a process. */
@ApplicationScoped
class Outcomes {
    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    /** While the database is away; a file that came must not be lost for that. */
    private static final int TRIES = 60;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final DownloadQueue queue;
    private final Places places;
    private final PartFiles parts;
    private final QueueCounts counts;
    private final QueueConfig config;

    Outcomes(DownloadQueue queue, Places places, PartFiles parts, QueueCounts counts, QueueConfig config) {
        this.queue = queue;
        this.places = places;
        this.parts = parts;
        this.counts = counts;
        this.config = config;
    }

    /**
     * Records what became of a video.
     *
     * @param stop why it was being stopped, if it was
     */
    Uni<Void> record(Claim claim, Outcome outcome, Optional<Stop> stop) {
        return switch (outcome) {
            case Outcome.Done done -> done(claim, done);
            case Outcome.Failed failed when stop.isEmpty() -> failed(claim, failed.kind(), failed.message());
            case Outcome.Failed failed -> stopped(claim, stop.orElseThrow());
            case Outcome.Cancelled cancelled when stop.isPresent() -> stopped(claim, stop.orElseThrow());
            case Outcome.Cancelled cancelled -> failed(claim, FailureKind.OTHER, FailureKind.OTHER.sentence());
        };
    }

    /** The file is there already. */
    Uni<Void> attached(Claim claim, Claim.Stored stored) {
        return surely(
                claim,
                () -> queue.attached(claim, stored, () -> places.room(claim))
                        .invoke(kept -> {
                            if (kept) {
                                counts.shared();
                            } else {
                                counts.failed(Reason.QUOTA.kind());
                            }
                        })
                        .replaceWithVoid(),
                TRIES);
    }

    /** The video will not come. */
    Uni<Void> givenUp(Claim claim, Reason reason) {
        return surely(claim, () -> queue.failed(claim, reason), TRIES).chain(() -> parts.forget(claim));
    }

    /** The video will not come, since whoever wants it has no room left. */
    Uni<Void> noRoom(Claim claim) {
        counts.failed(Reason.QUOTA.kind());
        return givenUp(claim, Reason.QUOTA);
    }

    /** Others may have come meanwhile that left no room for this one. */
    private Uni<Void> done(Claim claim, Outcome.Done done) {
        String row = places.row(claim, done);
        counts.downloaded(done.bytes());
        return surely(
                claim,
                () -> queue.stored(claim, row, done.bytes(), () -> places.room(claim))
                        .chain(kept -> kept ? Uni.createFrom().voidItem() : tooMuch(done)),
                TRIES);
    }

    private Uni<Void> tooMuch(Outcome.Done done) {
        counts.failed(Reason.QUOTA.kind());
        return places.delete(done);
    }

    private Uni<Void> failed(Claim claim, FailureKind kind, String message) {
        Reason reason = Reason.of(kind, message);
        counts.failed(reason.kind());
        LOG.infof("Video %s, attempt %d: %s", claim.videoId(), claim.attempt(), reason.kind());
        if (!kind.retryable()) {
            return givenUp(claim, reason);
        }
        boolean isLast = claim.attempt() >= config.attempts();
        // What fills the disk concerns this video alone: while there is no room, none is begun at all.
        if (kind.pausesQueue() && kind != FailureKind.DISK_FULL) {
            return isLast
                    ? givenUp(claim, reason).chain(() -> queue.rest(reason.kind()))
                    : surely(claim, () -> queue.rest(claim, reason), TRIES);
        }
        return isLast ? givenUp(claim, reason) : surely(claim, () -> queue.tryAgain(claim, reason), TRIES);
    }

    private Uni<Void> stopped(Claim claim, Stop stop) {
        return switch (stop) {
            case CANCELLED -> givenUp(claim, Reason.CANCELLED);
            case LOST, DISK_FULL, FAREWELL -> surely(claim, () -> queue.giveBack(claim), 1);
        };
    }

    private static Uni<Void> surely(Claim claim, Supplier<Uni<Void>> recording, int tries) {
        return Uni.createFrom().deferred(recording::get).onFailure().recoverWithUni(failure -> {
            LOG.warnf("What became of video %s could not be recorded: %s", claim.videoId(), failure.toString());
            return tries <= 1
                    ? Uni.createFrom().voidItem()
                    : CallersContext.keep(Uni.createFrom()
                                    .voidItem()
                                    .onItem()
                                    .delayIt()
                                    .by(BETWEEN_TRIES))
                            .chain(() -> surely(claim, recording, tries - 1));
        });
    }
}
