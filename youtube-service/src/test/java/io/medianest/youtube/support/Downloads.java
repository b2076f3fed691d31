package io.medianest.youtube.support;

import io.medianest.testing.stores.Sql;
import java.util.UUID;

/** Puts downloads into the database as the queue would have left them. */
public final class Downloads {
    /** A playlist's address. */
    public static final String URL = "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf";

    private Downloads() {}

    /** A download without videos. */
    public static UUID insert(UUID userId, String status) {
        UUID id = UUID.randomUUID();
        Sql.run(
                "insert into youtube.youtube_downloads"
                        + " (id, user_id, playlist_url, playlist_id, status, failure_reason, last_error, completed_at)"
                        + " values (?, ?, ?, 'PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf', ?, ?, ?,"
                        + " case when ? in ('completed', 'failed') then now() end)",
                id,
                userId,
                URL,
                status,
                status.equals("failed") ? "error" : null,
                status.equals("failed") ? "Something went wrong." : null,
                status);
        return id;
    }

    /** A video of a download; its place is the number in its id, {@code video-00001}. */
    public static void addVideo(UUID download, int position, String status) {
        boolean failed = status.equals("failed");
        boolean done = status.equals("completed");
        Sql.run(
                "insert into youtube.youtube_download_items (download_id, user_id, video_id, position, title, status,"
                        + " failure_reason, failure_kind, last_error, attempts, file_path, file_bytes)"
                        + " select id, user_id, ?, ?, ?, ?, ?, ?, ?, 1, ?, ? from youtube.youtube_downloads where id = ?",
                videoId(position),
                position,
                "Video " + position,
                status,
                failed ? "unavailable" : null,
                failed ? "private" : null,
                failed ? "This video is private." : null,
                done ? "List/" + position + ".mp4" : null,
                done ? 100L : null,
                download);
        Sql.run(
                "update youtube.youtube_downloads set indexed_at = now(), items_total = items_total + 1,"
                        + " items_done = items_done + ?, items_failed = items_failed + ? where id = ?",
                done ? 1 : 0,
                failed ? 1 : 0,
                download);
    }

    /** A file that somebody has. */
    public static void store(UUID userId, String video, long bytes) {
        UUID download = insert(userId, "completed");
        UUID stored = UUID.randomUUID();
        Sql.run(
                "insert into youtube.videos (id, video_id, quality, file_path, file_bytes, title)"
                        + " values (?, ?, 'best', ?, ?, 'T')",
                stored,
                video,
                stored + ".mp4",
                bytes);
        Sql.run(
                "insert into youtube.youtube_download_items"
                        + " (download_id, user_id, video_id, position, status, stored_video_id)"
                        + " values (?, ?, ?, 1, 'completed', ?)",
                download,
                userId,
                video,
                stored);
    }

    /** The id of the video at that place. */
    public static String videoId(int position) {
        return "video-%05d".formatted(position);
    }

    /** A column of a download, as text. */
    public static String column(UUID download, String column) {
        return Sql.value("select " + column + " from youtube.youtube_downloads where id = ?", download);
    }
}
