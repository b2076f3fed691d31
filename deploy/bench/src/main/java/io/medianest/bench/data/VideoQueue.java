package io.medianest.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Fills the queue of videos with some whose files are there already: youtube-service takes each, finds that there is
 * nothing to download, and records it, so that what is measured is the queue and not what it waits for.
 */
public final class VideoQueue {
    private static final int VIDEOS = 500;
    private static final int PEOPLE = 50;

    private static final String CLEAR = """
            delete from youtube.youtube_downloads where playlist_id like 'PLbench-%'
            """;
    private static final String STORED = """
            insert into youtube.videos (video_id, quality, file_path, file_bytes, title)
            select 'bench-' || lpad(v::text, 5, '0'), 'best', 'bench/' || v || '.mp4', 1, 'Video ' || v
            from generate_series(1, ?) v
            on conflict do nothing
            """;
    private static final String DOWNLOADS = """
            insert into youtube.youtube_downloads (id, user_id, playlist_url, playlist_id, indexed_at, items_total)
            select md5('download ' || d)::uuid, md5('person ' || 1 + d % ?)::uuid,
                   'https://www.youtube.com/playlist?list=PLbench-' || lpad(d::text, 10, '0'),
                   'PLbench-' || lpad(d::text, 10, '0'), now(), ?
            from generate_series(1, ?) d
            """;
    private static final String ITEMS = """
            insert into youtube.youtube_download_items (download_id, user_id, video_id, position, title)
            select d.id, d.user_id, 'bench-' || lpad(v::text, 5, '0'), v, 'Video ' || v
            from youtube.youtube_downloads d, generate_series(1, ?) v
            where d.playlist_id like 'PLbench-%'
            """;

    private final Connection superuser;
    private final Path root;

    /**
     * Fills one.
     *
     * @param superuser a connection that may set triggers aside
     * @param root where youtube-service keeps videos
     */
    public VideoQueue(Connection superuser, Path root) {
        this.superuser = superuser;
        this.root = root;
    }

    /** Has so many videos wait, of 50 people by turns, and nothing else. Nothing is begun until {@link #rest} says so. */
    public void fill(int waiting) throws SQLException {
        rest(true);
        execute("set session_replication_role = replica");
        execute("delete from youtube.youtube_download_items");
        execute(CLEAR);
        files();
        update(STORED, VIDEOS);
        update(DOWNLOADS, PEOPLE, VIDEOS, waiting / VIDEOS);
        update(ITEMS, VIDEOS);
        execute("set session_replication_role = origin");
        execute("vacuum analyze youtube.youtube_downloads, youtube.youtube_download_items, youtube.videos");
        execute("checkpoint");
    }

    /** Whether nothing new is begun. */
    public void rest(boolean rests) throws SQLException {
        execute("update youtube.queue_state set next_start_at = now(), paused_until = "
                + (rests ? "now() + interval '1 day'" : "null"));
    }

    /** How many are done. */
    public long done() throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from youtube.youtube_download_items where status = 'completed'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The downloads that have videos that wait. */
    public List<UUID> downloads() throws SQLException {
        List<UUID> downloads = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id from youtube.youtube_downloads where playlist_id like 'PLbench-%'")) {
            while (rows.next()) {
                downloads.add(rows.getObject(1, UUID.class));
            }
        }
        return downloads;
    }

    private void files() {
        try {
            Path folder = Files.createDirectories(root.resolve("bench"));
            for (int video = 1; video <= VIDEOS; video++) {
                Files.writeString(folder.resolve(video + ".mp4"), "v");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void update(String sql, int... values) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
