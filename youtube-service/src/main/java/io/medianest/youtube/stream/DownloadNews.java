package io.medianest.youtube.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.events.youtube.DownloadCounts;
import io.medianest.events.youtube.DownloadItem;
import io.medianest.events.youtube.YouTubeDownloadCancelled;
import io.medianest.events.youtube.YouTubeDownloadCompleted;
import io.medianest.events.youtube.YouTubeDownloadEvent;
import io.medianest.events.youtube.YouTubeDownloadFailed;
import io.medianest.events.youtube.YouTubeDownloadInPlex;
import io.medianest.events.youtube.YouTubeDownloadItemFailed;
import io.medianest.events.youtube.YouTubeDownloadItemFinished;
import io.medianest.events.youtube.YouTubeDownloadNotInPlex;
import io.medianest.events.youtube.YouTubeDownloadQueued;
import io.medianest.events.youtube.YouTubeDownloadStarted;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a download, as the stream tells it; the fields that a download has too are named alike.
 *
 * @param type the event's type, such as {@code youtube-download.item-finished}
 * @param id the download
 * @param userId who wants it; null once that person is gone
 * @param playlistTitle null until YouTube has told
 * @param status the download's status since
 * @param failureReason why it failed, or one video of it; absent if nothing failed
 * @param message the same as a sentence for people
 * @param item the video that it is about; absent if it is about the whole download
 * @param progress how far the download is; absent while nothing is known
 * @param plexState done or failed; absent unless it is about Plex
 * @param plexCollectionId the collection in Plex; absent as long as there is none
 * @param plexError what is missing in Plex, for people; absent if nothing is
 * @param at when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DownloadNews(
        String type,
        UUID id,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID userId,
        String playlistUrl,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String playlistTitle,
        String status,
        @Nullable String failureReason,
        @Nullable String message,
        @Nullable DownloadItem item,
        @Nullable DownloadCounts progress,
        @Nullable String plexState,
        @Nullable String plexCollectionId,
        @Nullable String plexError,
        Instant at) {

    private record InPlex(
            @Nullable String state,
            @Nullable String collection,
            @Nullable String error) {
        static final InPlex NOTHING = new InPlex(null, null, null);
    }

    private record Detail(
            String status,
            @Nullable String failureReason,
            @Nullable String message,
            @Nullable DownloadItem item,
            @Nullable DownloadCounts counts) {
        Detail(String status, DownloadCounts counts) {
            this(status, null, null, null, counts);
        }
    }

    static DownloadNews of(String type, YouTubeDownloadEvent event, Instant at) {
        Detail detail = detail(event);
        InPlex plex = plex(event);
        return new DownloadNews(
                type,
                event.download().id(),
                event.download().userId(),
                event.download().playlistUrl(),
                event.download().playlistTitle(),
                detail.status(),
                detail.failureReason(),
                detail.message(),
                detail.item(),
                detail.counts(),
                plex.state(),
                plex.collection(),
                plex.error(),
                at);
    }

    private static Detail detail(YouTubeDownloadEvent event) {
        return switch (event) {
            case YouTubeDownloadQueued queued -> new Detail("queued", null, null, null, null);
            case YouTubeDownloadStarted started -> new Detail("downloading", started.counts());
            case YouTubeDownloadItemFinished finished ->
                new Detail("downloading", null, null, finished.item(), finished.counts());
            case YouTubeDownloadItemFailed failed ->
                new Detail("downloading", failed.reason(), failed.message(), failed.item(), failed.counts());
            case YouTubeDownloadCompleted completed -> new Detail("completed", completed.counts());
            case YouTubeDownloadFailed failed ->
                new Detail("failed", failed.reason(), failed.message(), null, failed.counts());
            case YouTubeDownloadCancelled cancelled ->
                new Detail("failed", "cancelled", null, null, cancelled.counts());
            case YouTubeDownloadInPlex there -> new Detail(there.status(), null, null, null, null);
            case YouTubeDownloadNotInPlex missing -> new Detail(missing.status(), null, null, null, null);
        };
    }

    private static InPlex plex(YouTubeDownloadEvent event) {
        return switch (event) {
            case YouTubeDownloadInPlex there -> new InPlex("done", there.plexCollectionId(), null);
            case YouTubeDownloadNotInPlex missing ->
                new InPlex("failed", missing.plexCollectionId(), missing.message());
            default -> InPlex.NOTHING;
        };
    }
}
