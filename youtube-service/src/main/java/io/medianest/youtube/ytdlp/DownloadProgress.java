package io.medianest.youtube.ytdlp;

import org.jspecify.annotations.Nullable;

/** How far a video is. */
public record DownloadProgress(
        long downloadedBytes,
        @Nullable Long totalBytes,
        @Nullable Double bytesPerSecond,
        @Nullable Integer etaSeconds,
        Phase phase) {

    /** What is being done. */
    public enum Phase {
        /** It comes. */
        DOWNLOADING,
        /** Picture and sound are put together. */
        MERGING
    }
}
