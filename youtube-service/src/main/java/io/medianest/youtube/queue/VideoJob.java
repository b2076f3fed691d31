package io.medianest.youtube.queue;

import io.medianest.runtime.outbound.CallersContext;
import io.medianest.youtube.progress.Progress;
import io.medianest.youtube.progress.ProgressBoard;
import io.medianest.youtube.ytdlp.DownloadProgress;
import io.medianest.youtube.ytdlp.FailureKind;
import io.medianest.youtube.ytdlp.YtDlp;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Downloads one video that this instance has taken, unless its file is there already. */
@ApplicationScoped
class VideoJob {
    private static final Logger LOG = Logger.getLogger(VideoJob.class);

    private final YtDlp ytDlp;
    private final Places places;
    private final Held held;
    private final Outcomes outcomes;
    private final ProgressBoard board;
    private final QueueConfig config;

    VideoJob(YtDlp ytDlp, Places places, Held held, Outcomes outcomes, ProgressBoard board, QueueConfig config) {
        this.ytDlp = ytDlp;
        this.places = places;
        this.held = held;
        this.outcomes = outcomes;
        this.board = board;
        this.config = config;
    }

    /** Does it, and records what became of it. */
    Uni<Void> work(Claim claim) {
        Held.Video video = held.add(claim.itemId());
        return Uni.createFrom()
                .deferred(() -> places.room(claim).chain(room -> begin(claim, video, room)))
                .eventually(() -> held.remove(claim.itemId()))
                .call(() -> board.ended(claim.downloadId(), claim.videoId()));
    }

    private Uni<Void> begin(Claim claim, Held.Video video, long room) {
        Claim.Stored stored = claim.stored();
        if (stored != null) {
            return places.exists(stored.path())
                    .chain(exists -> exists ? outcomes.attached(claim, stored) : download(claim, video, room));
        }
        return download(claim, video, room);
    }

    private Uni<Void> download(Claim claim, Held.Video video, long room) {
        if (room == 0) {
            return outcomes.noRoom(claim);
        }
        // An attempt that killed the service each time is an attempt all the same.
        if (claim.attempt() > config.attempts()) {
            return outcomes.givenUp(claim, Reason.of(FailureKind.OTHER, FailureKind.OTHER.sentence()));
        }
        LOG.debugf("Video %s of download %s, attempt %d", claim.videoId(), claim.downloadId(), claim.attempt());
        var running = ytDlp.download(places.order(claim, room), progress -> tell(claim, progress));
        video.began(running);
        return CallersContext.keep(running.outcome())
                .chain(outcome -> outcomes.record(claim, outcome, Optional.ofNullable(video.why())));
    }

    private void tell(Claim claim, DownloadProgress progress) {
        board.publish(new Progress(
                        claim.downloadId(),
                        claim.videoId(),
                        progress.downloadedBytes(),
                        progress.totalBytes(),
                        progress.bytesPerSecond(),
                        progress.etaSeconds(),
                        progress.phase().name().toLowerCase(Locale.ROOT)))
                .subscribe()
                .with(told -> {}, failure -> LOG.debugf("Progress of %s: %s", claim.videoId(), failure.toString()));
    }
}
