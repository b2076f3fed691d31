package io.medianest.youtube.progress;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one video is.
 *
 * @param downloadId the download that it belongs to
 * @param videoId the video at YouTube
 * @param downloadedBytes what is there of it
 * @param totalBytes how large it is; null while nobody knows
 * @param bytesPerSecond how fast it comes; null while nobody knows
 * @param etaSeconds how long it still takes; null while nobody knows
 * @param phase what is being done, such as {@code downloading}
 */
public record Progress(
        UUID downloadId,
        String videoId,
        long downloadedBytes,
        @Nullable Long totalBytes,
        @Nullable Double bytesPerSecond,
        @Nullable Integer etaSeconds,
        String phase) {

    /** How much of it is there, 0 to 1; 0 while nobody knows how large it is. */
    public double fraction() {
        return totalBytes == null || totalBytes <= 0 ? 0 : Math.min(1, (double) downloadedBytes / totalBytes);
    }
}
