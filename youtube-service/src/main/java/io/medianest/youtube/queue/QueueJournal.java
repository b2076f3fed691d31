package io.medianest.youtube.queue;

import io.medianest.events.youtube.DownloadItem;
import io.medianest.events.youtube.YouTubeDownloadCancelled;
import io.medianest.events.youtube.YouTubeDownloadCompleted;
import io.medianest.events.youtube.YouTubeDownloadEvent;
import io.medianest.events.youtube.YouTubeDownloadFailed;
import io.medianest.events.youtube.YouTubeDownloadItemFailed;
import io.medianest.events.youtube.YouTubeDownloadItemFinished;
import io.medianest.events.youtube.YouTubeDownloadStarted;
import io.medianest.persistence.event.Outbox;
import io.medianest.youtube.download.FailureReason;
import io.medianest.youtube.queue.ListedItems.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Tells of what the queue does, in the transaction of the change. */
@ApplicationScoped
class QueueJournal {
    private final Outbox outbox;

    QueueJournal(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The first video of a download is being downloaded. */
    Uni<Void> started(Standing standing) {
        return outbox.append(new YouTubeDownloadStarted(standing.download(), standing.counts()), standing::version);
    }

    /** A video is there. */
    Uni<Void> finished(Claim claim, Standing standing) {
        return item(standing, new YouTubeDownloadItemFinished(standing.download(), item(claim), standing.counts()));
    }

    /** A video will not come. */
    Uni<Void> failed(Claim claim, Reason reason, Standing standing) {
        return item(standing, failed(item(claim), reason, standing));
    }

    /** Videos cannot be had, which the playlist itself says; the download's version has grown by one for each of them. */
    Uni<Void> unavailable(List<Unavailable> videos, Standing standing) {
        long last = standing.version() - (standing.ended() ? 2 : 1);
        Uni<Void> told = Uni.createFrom().voidItem();
        for (int i = 0; i < videos.size(); i++) {
            Unavailable video = videos.get(i);
            long version = last - videos.size() + i + 1;
            told = told.chain(() -> outbox.append(failed(video.item(), video.reason(), standing), () -> version));
        }
        return told.chain(() -> ended(standing));
    }

    /** A download has ended, if it has. */
    Uni<Void> ended(Standing standing) {
        return standing.ended()
                ? outbox.append(end(standing), standing::version)
                : Uni.createFrom().voidItem();
    }

    /** The last video's event comes before the one of the download's end. */
    private Uni<Void> item(Standing standing, YouTubeDownloadEvent event) {
        return outbox.append(event, () -> standing.ended() ? standing.version() - 1 : standing.version())
                .chain(() -> ended(standing));
    }

    private static YouTubeDownloadEvent end(Standing standing) {
        String reason = standing.failureReason();
        if (reason == null) {
            return new YouTubeDownloadCompleted(standing.download(), standing.counts());
        }
        return reason.equals(FailureReason.CANCELLED.wireName())
                ? new YouTubeDownloadCancelled(standing.download(), standing.counts())
                : new YouTubeDownloadFailed(
                        standing.download(),
                        reason,
                        Objects.requireNonNullElse(standing.message(), "Nothing came of it."),
                        standing.counts());
    }

    private static YouTubeDownloadItemFailed failed(DownloadItem item, Reason reason, Standing standing) {
        return new YouTubeDownloadItemFailed(
                standing.download(), item, reason.reason().wireName(), reason.message(), standing.counts());
    }

    private static DownloadItem item(Claim claim) {
        return new DownloadItem(claim.videoId(), claim.position(), claim.title());
    }
}
