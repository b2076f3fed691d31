package io.medianest.youtube.queue;

import io.medianest.events.youtube.DownloadCounts;
import io.medianest.events.youtube.RequestedDownload;
import jakarta.persistence.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a download stands after a change.
 *
 * @param ended whether this change was its last
 * @param failureReason why nothing came of it; null if something did
 * @param message the same as a sentence for people
 * @param version of the download's row, after its last event
 */
record Standing(
        RequestedDownload download,
        DownloadCounts counts,
        boolean ended,
        @Nullable String failureReason,
        @Nullable String message,
        long version) {

    /** The columns that {@link #of} reads, of {@code d}. */
    static final String COLUMNS = "d.id as download_id, d.user_id as user_id, d.playlist_url as playlist_url,"
            + " d.playlist_title as playlist_title, d.items_total as items_total, d.items_done as items_done,"
            + " d.items_failed as items_failed, d.failure_reason as download_reason,"
            + " d.last_error as download_error, d.version as version";

    static Standing of(Tuple row, boolean ended) {
        return new Standing(
                new RequestedDownload(
                        row.get("download_id", UUID.class),
                        row.get("user_id", UUID.class),
                        row.get("playlist_url", String.class),
                        row.get("playlist_title", String.class)),
                new DownloadCounts(
                        row.get("items_total", Integer.class),
                        row.get("items_done", Integer.class),
                        row.get("items_failed", Integer.class)),
                ended,
                row.get("download_reason", String.class),
                row.get("download_error", String.class),
                row.get("version", Long.class));
    }
}
