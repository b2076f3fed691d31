package io.medianest.youtube.stream;

import io.medianest.youtube.download.ProgressView;
import io.medianest.youtube.download.RunningDownloads.Running;
import io.medianest.youtube.progress.Progress;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a download is, as the stream tells it.
 *
 * @param id the download
 * @param userId who wants it; null once that person is gone
 * @param progress of the whole download, as the download shows it
 * @param items the videos that are being downloaded now
 */
record ProgressNews(UUID id, @Nullable UUID userId, ProgressView progress, List<Item> items) {

    /**
     * One video that is being downloaded.
     *
     * @param percent how much of it is there
     * @param phase what is being done
     */
    record Item(
            String videoId,
            long downloadedBytes,
            @Nullable Long totalBytes,
            int percent,
            @Nullable Double bytesPerSecond,
            @Nullable Integer etaSeconds,
            String phase) {
        static Item of(Progress progress) {
            return new Item(
                    progress.videoId(),
                    progress.downloadedBytes(),
                    progress.totalBytes(),
                    (int) (100 * progress.fraction()),
                    progress.bytesPerSecond(),
                    progress.etaSeconds(),
                    progress.phase());
        }
    }

    static ProgressNews of(Running running) {
        return new ProgressNews(
                running.id(),
                running.userId(),
                running.progress(),
                running.videos().stream().map(Item::of).toList());
    }
}
