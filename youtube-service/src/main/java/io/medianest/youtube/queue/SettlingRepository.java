package io.medianest.youtube.queue;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where downloads stand, counted from their videos. Whoever changes one of those locks the download first. */
@ApplicationScoped
class SettlingRepository {
    private static final String LOCK = "select id as id from youtube_downloads where id = ?1 for update";
    private static final String SETTLE = """
            with counted as (
              select count(*) as total,
                count(*) filter (where status = 'completed') as done,
                count(*) filter (where status = 'failed') as failed,
                coalesce(sum(file_bytes) filter (where status = 'completed'), 0) as bytes,
                min(position) filter (where status = 'failed') as first_failed,
                jsonb_agg(file_path order by position)
                  filter (where status = 'completed' and file_path is not null) as paths
              from youtube_download_items where download_id = ?1),
            judged as (
              select d.id as own_id, c.*, i.failure_reason as reason, i.last_error as error,
                d.cancel_requested_at is not null as cancelled,
                (d.indexed_at is not null or d.cancel_requested_at is not null)
                  and c.done + c.failed = c.total as has_ended
              from youtube_downloads d cross join counted c
              left join youtube_download_items i on i.download_id = d.id and i.position = c.first_failed
                and i.status = 'failed'
              where d.id = ?1 and d.status in ('queued', 'downloading')
              limit 1),
            d as (
              update youtube_downloads d
              set items_total = j.total, items_done = j.done, items_failed = j.failed, bytes_done = j.bytes,
                  updated_at = now(), version = d.version + case when j.has_ended then 2 else 1 end,
                  status = case when not j.has_ended then d.status
                                when j.cancelled or j.done = 0 then 'failed' else 'completed' end,
                  failure_reason = case when not j.has_ended then null when j.cancelled then 'cancelled'
                                        when j.done = 0 then coalesce(j.reason, 'unavailable') end,
                  last_error = case when not j.has_ended then d.last_error
                                    when j.cancelled then 'This download was cancelled.'
                                    when j.done = 0 then coalesce(j.error, 'There is no video in this playlist.')
                                    else d.last_error end,
                  file_paths = case when j.has_ended then j.paths else d.file_paths end,
                  completed_at = case when j.has_ended then now() end,
                  plex_state = case when j.has_ended and j.done > 0 then 'waiting' else d.plex_state end,
                  plex_attempts = case when j.has_ended then 0 else d.plex_attempts end,
                  plex_next_attempt_at = case when j.has_ended then null else d.plex_next_attempt_at end,
                  plex_error = case when j.has_ended then null else d.plex_error end
              from judged j
              where d.id = j.own_id
              returning d.*, j.has_ended)
            select d.has_ended as has_ended,
            """ + Standing.COLUMNS + " from d";
    private static final String END_UNINDEXED = """
            update youtube_downloads d
            set status = 'failed', failure_reason = ?2, last_error = ?3, completed_at = now(), updated_at = now(),
                version = d.version + 1, index_lease_owner = null, index_lease_until = null
            where d.id = ?1 and d.status in ('queued', 'downloading')
            returning
            """ + Standing.COLUMNS;
    private static final String TO_CANCEL = """
            select id as id from youtube_downloads
            where cancel_requested_at is not null and status in ('queued', 'downloading')
            order by cancel_requested_at limit 20
            """;
    private static final String CANCEL_WAITING = """
            update youtube_download_items
            set status = 'failed', failure_reason = 'cancelled', failure_kind = 'cancelled',
                last_error = 'This download was cancelled.', lease_owner = null, lease_until = null,
                completed_at = now(), updated_at = now()
            where download_id = ?1
              and (status = 'queued' or status = 'downloading' and lease_until <= now())
            """;

    private static final String UNDER_WAY = """
            select count(*) as under_way from youtube_download_items where download_id = ?1 and status = 'downloading'
            """;

    /** Has others wait who change the download. */
    Uni<Void> lock(UUID download) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter(1, download)
                        .getResultList())
                .replaceWithVoid();
    }

    /** Counts a download's videos anew, and ends it if all of them have ended; empty if it had ended before. */
    Uni<Optional<Standing>> settle(UUID download) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SETTLE, Tuple.class)
                        .setParameter(1, download)
                        .getResultList())
                .map(rows ->
                        rows.stream().findFirst().map(row -> Standing.of(row, row.get("has_ended", Boolean.class))));
    }

    /** Ends a download whose videos could not be found out; empty if it had ended before. */
    Uni<Optional<Standing>> endUnindexed(UUID download, Reason reason) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(END_UNINDEXED, Tuple.class)
                        .setParameter(1, download)
                        .setParameter(2, reason.reason().wireName())
                        .setParameter(3, reason.message())
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(row -> Standing.of(row, true)));
    }

    /** Some that people took back and that have not ended yet. */
    Uni<List<UUID>> toCancel() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(TO_CANCEL, UUID.class).getResultList());
    }

    /** Ends those of a download's videos that nobody downloads right now; answers how many. */
    Uni<Integer> cancelWaiting(UUID download) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CANCEL_WAITING)
                        .setParameter(1, download)
                        .executeUpdate());
    }

    /** Whether some instance downloads a video of it. */
    Uni<Boolean> isUnderWay(UUID download) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(UNDER_WAY, Long.class)
                        .setParameter(1, download)
                        .getSingleResult())
                .map(count -> count > 0);
    }
}
