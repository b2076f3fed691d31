package io.medianest.youtube.ytdlp;

import org.jspecify.annotations.Nullable;

/**
 * A video of a playlist.
 *
 * @param unavailable why it cannot be had, if the list says so already
 */
public record ListedVideo(
        String videoId,
        String title,
        @Nullable Integer durationSeconds,
        @Nullable FailureKind unavailable) {}
