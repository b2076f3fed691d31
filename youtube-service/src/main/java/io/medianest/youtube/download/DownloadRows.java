package io.medianest.youtube.download;

import io.medianest.youtube.progress.Progress;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes what the API shows of the rows that {@link DownloadQueries} reads. */
final class DownloadRows {
    private static final int ALL = 100;

    private DownloadRows() {}

    /**
     * A download.
     *
     * @param withPerson whether the row names who wants it
     * @param running everything that is being downloaded, of any download
     */
    static DownloadView download(Row row, boolean withPerson, List<Progress> running) {
        UUID id = row.getUUID("id");
        UUID userId = row.getUUID("user_id");
        JsonArray paths = (JsonArray) row.getValue("file_paths");
        return new DownloadView(
                id,
                userId,
                withPerson && userId != null
                        ? new DownloadView.Requester(userId, row.getString("user_name"), row.getString("user_image"))
                        : null,
                row.getString("playlist_url"),
                row.getString("playlist_title"),
                row.getString("quality"),
                row.getBoolean("single_video"),
                row.getString("status"),
                row.getString("failure_reason"),
                row.getString("last_error"),
                row.getBoolean("cancel_requested"),
                progress(row, of(id, running)),
                paths == null ? List.of() : paths.stream().map(String::valueOf).toList(),
                row.getString("plex_collection_id"),
                row.getString("plex_state"),
                row.getString("plex_error"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "completed_at"));
    }

    /** How far a download is, of its columns and of what runs of it. */
    static ProgressView progress(Row row, List<Progress> running) {
        return ProgressView.of(
                DownloadStatus.named(row.getString("status")).orElseThrow(),
                row.getInteger("items_total"),
                row.getInteger("items_done"),
                row.getInteger("items_failed"),
                running);
    }

    /** One video of a download; empty for a row that only tells that the download is there. */
    static Optional<VideoView> item(Row row, UUID downloadId, List<Progress> running) {
        String videoId = row.getString("video_id");
        if (videoId == null) {
            return Optional.empty();
        }
        Optional<Progress> own = of(downloadId, running).stream()
                .filter(progress -> progress.videoId().equals(videoId))
                .findFirst();
        String status = row.getString("status");
        Double speed = own.map(Progress::bytesPerSecond).orElse(null);
        return Optional.of(new VideoView(
                videoId,
                row.getInteger("position"),
                row.getString("title"),
                row.getInteger("duration_seconds"),
                status,
                row.getString("failure_reason"),
                row.getString("last_error"),
                row.getInteger("attempts"),
                status.equals(DownloadStatus.COMPLETED.wireName())
                        ? ALL
                        : own.map(progress -> (int) (ALL * progress.fraction())).orElse(0),
                speed == null ? null : Math.round(speed),
                row.getString("file_path"),
                row.getLong("file_bytes"),
                instant(row, "completed_at")));
    }

    private static List<Progress> of(UUID downloadId, List<Progress> running) {
        return running.stream()
                .filter(progress -> progress.downloadId().equals(downloadId))
                .toList();
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
