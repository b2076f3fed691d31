package io.medianest.youtube.download;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One video of a download, as the API shows it.
 *
 * @param position its place in the playlist, from 1
 * @param title null until YouTube has told
 * @param durationSeconds null if YouTube does not tell
 * @param status queued, downloading, completed or failed
 * @param failureReason cancelled, unavailable, blocked, disk_full or error; null unless it failed
 * @param message what went wrong, for people; null if nothing did
 * @param attempts how often it was tried
 * @param percent how much of it is there
 * @param bytesPerSecond how fast it comes; null unless it is coming
 * @param filePath its file below the folder of all videos; null until it is there
 * @param completedAt when it was there, or given up
 */
public record VideoView(
        String videoId,
        int position,
        @Nullable String title,
        @Nullable Integer durationSeconds,
        String status,
        @Nullable String failureReason,
        @Nullable String message,
        int attempts,
        int percent,
        @Nullable Long bytesPerSecond,
        @Nullable String filePath,
        @Nullable Long fileBytes,
        @Nullable Instant completedAt) {}
