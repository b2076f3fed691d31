package io.medianest.youtube.download;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A download as the API shows it.
 *
 * @param userId who wants it; null once that person is gone
 * @param user the same with name; only for a MODERATOR
 * @param playlistUrl the canonical address
 * @param playlistTitle null until YouTube has told
 * @param quality 720p, 1080p or best
 * @param singleVideo whether it is one video rather than a playlist
 * @param status queued, downloading, completed or failed
 * @param failureReason cancelled, unavailable, blocked, disk_full or error; null unless it failed
 * @param message what went wrong and what helps, for people; null if nothing did
 * @param cancelRequested whether it is being stopped
 * @param filePaths the videos' files below the folder of all videos, in the playlist's order
 * @param plexCollectionId the collection in Plex; null until it is there
 * @param plexState none, waiting, done or failed
 * @param plexError why Plex does not have it yet, for people; null if nothing is wrong
 * @param completedAt when there was nothing left to do
 */
public record DownloadView(
        UUID id,
        @Nullable UUID userId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Requester user,
        String playlistUrl,
        @Nullable String playlistTitle,
        String quality,
        boolean singleVideo,
        String status,
        @Nullable String failureReason,
        @Nullable String message,
        boolean cancelRequested,
        ProgressView progress,
        List<String> filePaths,
        @Nullable String plexCollectionId,
        String plexState,
        @Nullable String plexError,
        Instant createdAt,
        @Nullable Instant completedAt) {

    /** A person by name. */
    public record Requester(
            UUID id, @Nullable String name, @Nullable String image) {}
}
