package io.medianest.youtube.queue;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The downloads whose videos are still to be found out. */
@ApplicationScoped
class IndexRepository {
    private static final String CLAIM = """
            update youtube_downloads d
            set index_lease_owner = ?1, index_attempts = d.index_attempts + 1,
                index_lease_until = now() + cast(?2 as bigint) * interval '1 millisecond'
            from (select id from youtube_downloads
                  where indexed_at is null and status in ('queued', 'downloading') and cancel_requested_at is null
                    and index_next_attempt_at <= now() and (index_lease_until is null or index_lease_until <= now())
                    and not exists (select 1 from queue_state where paused_until > now())
                  order by index_next_attempt_at, id
                  limit 1 for update skip locked) next
            where d.id = next.id
            returning d.id as id, d.playlist_url as playlist_url, d.index_attempts as index_attempts
            """;
    private static final String MINE =
            " where id = ?1 and index_lease_owner = ?2 and indexed_at is null and status in ('queued', 'downloading')";
    private static final String INDEXED = """
            update youtube_downloads
            set indexed_at = now(), playlist_title = coalesce(nullif(?3, ''), playlist_title),
                last_error = nullif(?4, ''), index_lease_owner = null, index_lease_until = null, updated_at = now(),
                version = version + cast(?5 as int)
            """ + MINE;
    /** Nobody's videos are their own download's, so that they get a turn like everybody's. */
    private static final String INSERT = """
            insert into youtube_download_items (download_id, user_id, video_id, position, title, duration_seconds,
              status, failure_reason, failure_kind, last_error, completed_at)
            select d.id, coalesce(d.user_id, d.id), v.video_id, v.position, v.title, v.duration_seconds,
              case when v.reason is null then 'queued' else 'failed' end, v.reason, v.kind, v.message,
              case when v.reason is null then null else now() end
            from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as v(
              video_id varchar, position int, title varchar, duration_seconds int, reason varchar, kind varchar,
              message varchar)
            cross join youtube_downloads d
            where d.id = ?1
            on conflict (download_id, video_id) do nothing
            """;

    private static final String TRY_AGAIN = """
            update youtube_downloads
            set index_next_attempt_at = clock_timestamp() + cast(?4 as bigint) * interval '1 millisecond',
                last_error = ?3, index_lease_owner = null, index_lease_until = null, updated_at = now()
            """ + MINE;
    private static final String GIVE_BACK = """
            update youtube_downloads
            set index_attempts = greatest(0, index_attempts - 1), index_lease_owner = null, index_lease_until = null
            where index_lease_owner = ?1 and indexed_at is null
            """;

    /**
     * A download whose videos this instance finds out now.
     *
     * @param address its canonical address
     * @param attempt counted from 1
     */
    record Unindexed(UUID id, String address, int attempt) {}

    /** The next one that is due; empty if none is, or everything rests. */
    Uni<Optional<Unindexed>> claim(UUID owner, Duration lease) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CLAIM, Tuple.class)
                        .setParameter(1, owner)
                        .setParameter(2, lease.toMillis())
                        .getResultList())
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Unindexed(
                                row.get("id", UUID.class),
                                row.get("playlist_url", String.class),
                                row.get("index_attempts", Integer.class))));
    }

    /**
     * Notes a download's videos; answers whether it was this instance's and has not ended meanwhile.
     *
     * @param title of the playlist, empty if it has none
     * @param note what people should know of it, or empty
     * @param items what they are
     */
    Uni<Boolean> indexed(UUID download, UUID owner, String title, String note, ListedItems items) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INDEXED)
                        .setParameter(1, download)
                        .setParameter(2, owner)
                        .setParameter(3, title)
                        .setParameter(4, note)
                        .setParameter(5, items.unavailable().size())
                        .executeUpdate()
                        .chain(rows -> rows == 0
                                ? Uni.createFrom().item(false)
                                : session.createNativeQuery(INSERT)
                                        .setParameter(1, download)
                                        .setParameter(2, items.json())
                                        .executeUpdate()
                                        .replaceWith(true)));
    }

    /** Its videos are asked for again after the wait. */
    Uni<Void> tryAgain(UUID download, UUID owner, String message, Duration wait) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TRY_AGAIN)
                        .setParameter(1, download)
                        .setParameter(2, owner)
                        .setParameter(3, message)
                        .setParameter(4, wait.toMillis())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Another instance may ask at once for what this one was asking. */
    Uni<Void> giveBack(UUID owner) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(GIVE_BACK)
                        .setParameter(1, owner)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
