package io.medianest.youtube.download;

import io.medianest.youtube.progress.Progress;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a download is.
 *
 * @param itemsTotal the videos it has; 0 until YouTube has told
 * @param itemsDone those that are there
 * @param itemsFailed those that will not come, or not without a retry
 * @param percent of the videos, those that run counted by their bytes; 100 only when it is completed
 * @param bytesPerSecond how fast those come that run; null while none does
 * @param etaSeconds until those that run are there; null while nobody knows
 */
public record ProgressView(
        int itemsTotal,
        int itemsDone,
        int itemsFailed,
        int percent,
        @Nullable Long bytesPerSecond,
        @Nullable Integer etaSeconds) {
    private static final int ALL = 100;

    /** Of what the database counts and what runs now. */
    static ProgressView of(DownloadStatus status, int total, int done, int failed, Collection<Progress> running) {
        return new ProgressView(
                total,
                done,
                failed,
                percent(status, total, done, failed, running),
                status.isOpen() ? speed(running) : null,
                status.isOpen() ? longest(running) : null);
    }

    private static int percent(DownloadStatus status, int total, int done, int failed, Collection<Progress> running) {
        double part = running.stream().mapToDouble(Progress::fraction).sum();
        return switch (status) {
            case COMPLETED -> ALL;
            case FAILED -> total == 0 ? 0 : ALL * done / total;
            case QUEUED, DOWNLOADING ->
                total == 0 ? 0 : (int) Math.min(ALL - 1.0, Math.floor(ALL * (done + failed + part) / total));
        };
    }

    private static @Nullable Long speed(Collection<Progress> running) {
        if (running.stream().allMatch(progress -> progress.bytesPerSecond() == null)) {
            return null;
        }
        return Math.round(running.stream()
                .map(Progress::bytesPerSecond)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum());
    }

    private static @Nullable Integer longest(Collection<Progress> running) {
        return running.stream()
                .map(Progress::etaSeconds)
                .filter(Objects::nonNull)
                .max(Integer::compare)
                .orElse(null);
    }
}
