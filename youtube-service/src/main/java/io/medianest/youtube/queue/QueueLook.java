package io.medianest.youtube.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** How the queue of all instances is doing. */
@ApplicationScoped
class QueueLook {
    private static final String LOOK = """
            select q.paused_until, q.pause_reason,
              (select count(*) from youtube_download_items where status = 'queued') as waiting,
              (select count(*) from youtube_download_items where status = 'downloading') as running,
              (select count(*) from youtube_downloads
               where indexed_at is null and status in ('queued', 'downloading')) as unindexed,
              coalesce((select extract(epoch from clock_timestamp() - min(created_at)) from youtube_downloads
                        where status in ('queued', 'downloading')), 0)::float8 as oldest
            from (select case when paused_until > clock_timestamp() then paused_until end as paused_until, pause_reason
                  from queue_state) q
            """;

    private final Pool pool;

    QueueLook(Pool pool) {
        this.pool = pool;
    }

    /**
     * The queue at one moment.
     *
     * @param pausedUntil until when everything rests; null if it does not
     * @param pauseReason the kind of failure that everything rests for, or rested for last
     * @param waiting videos whose turn has not come
     * @param running videos that are being downloaded
     * @param unindexed downloads whose videos are still to be found out
     * @param oldestSeconds how long the download has existed that has waited longest
     */
    record Seen(
            @Nullable OffsetDateTime pausedUntil,
            @Nullable String pauseReason,
            long waiting,
            long running,
            long unindexed,
            double oldestSeconds) {}

    Uni<Seen> look() {
        return pool.query(LOOK).execute().map(RowSet<Row>::iterator).map(rows -> seen(rows.next()));
    }

    private static Seen seen(Row row) {
        return new Seen(
                row.getOffsetDateTime("paused_until"),
                row.getString("pause_reason"),
                row.getLong("waiting"),
                row.getLong("running"),
                row.getLong("unindexed"),
                row.getDouble("oldest"));
    }
}
