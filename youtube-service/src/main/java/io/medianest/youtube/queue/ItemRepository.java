package io.medianest.youtube.queue;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the videos that an instance holds. Each statement changes nothing if the video is not this instance's
 * any more.
 */
@ApplicationScoped
class ItemRepository {
    private static final String MINE = " where i.id = ?1 and i.lease_owner = ?2 and i.status = 'downloading'";
    private static final String STORE = """
            insert into videos (video_id, quality, file_path, file_bytes, title, duration_seconds, width, height)
            select v.video_id, v.quality, v.file_path, v.file_bytes, v.title, v.duration_seconds, v.width, v.height
            from jsonb_to_record(cast(cast(?1 as text) as jsonb)) as v(
              video_id varchar, quality varchar, file_path varchar, file_bytes bigint, title varchar,
              duration_seconds int, width int, height int)
            on conflict (video_id, quality) do update
            set file_path = excluded.file_path, file_bytes = excluded.file_bytes, title = excluded.title,
                duration_seconds = excluded.duration_seconds, width = excluded.width, height = excluded.height,
                plex_rating_key = null
            returning id
            """;
    private static final String LOCK_PERSON = "select cast(pg_advisory_xact_lock(hashtextextended(?1, 0)) as text)";
    private static final String FINISH = """
            update youtube_download_items i
            set status = 'completed', stored_video_id = v.id, title = coalesce(i.title, left(v.title, 500)),
                duration_seconds = coalesce(i.duration_seconds, v.duration_seconds), file_path = v.file_path,
                file_bytes = v.file_bytes, failure_kind = null, failure_reason = null, last_error = null,
                lease_owner = null, lease_until = null, completed_at = now(), updated_at = now()
            from videos v
            """ + MINE + " and v.id = ?3";
    private static final String FAIL = """
            update youtube_download_items i
            set status = 'failed', failure_reason = ?3, failure_kind = ?4, last_error = ?5,
                lease_owner = null, lease_until = null, completed_at = now(), updated_at = now()
            """ + MINE;
    private static final String TRY_AGAIN = """
            update youtube_download_items i
            set status = 'queued', failure_kind = ?3, last_error = ?4, lease_owner = null, lease_until = null,
                next_attempt_at = clock_timestamp() + cast(?5 as bigint) * interval '1 millisecond', updated_at = now()
            """ + MINE;
    private static final String GIVE_BACK = """
            update youtube_download_items i
            set status = 'queued', attempts = i.attempts - 1, lease_owner = null, lease_until = null,
                updated_at = now()
            """ + MINE;
    private static final String RECLAIM = """
            update youtube_download_items set status = 'queued', lease_owner = null, lease_until = null,
                updated_at = now()
            where id in (select id from youtube_download_items
                         where status = 'downloading' and lease_until <= now()
                         limit 1000 for update skip locked)
            """;

    /** Has others wait who keep a video of that person; nobody has to for those of nobody. */
    Uni<Void> lockPerson(@Nullable UUID person) {
        return person == null
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(LOCK_PERSON, String.class)
                                .setParameter(1, person.toString())
                                .getSingleResult())
                        .replaceWithVoid();
    }

    /** Notes a file that is there; answers its row. */
    Uni<UUID> store(String videoJson) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STORE, UUID.class)
                        .setParameter(1, videoJson)
                        .getSingleResult());
    }

    /** The video is there; answers whether it was this instance's. */
    Uni<Boolean> finish(UUID item, UUID owner, UUID stored) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FINISH)
                        .setParameter(1, item)
                        .setParameter(2, owner)
                        .setParameter(3, stored)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** The video will not come; answers whether it was this instance's. */
    Uni<Boolean> fail(UUID item, UUID owner, Reason reason) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FAIL)
                        .setParameter(1, item)
                        .setParameter(2, owner)
                        .setParameter(3, reason.reason().wireName())
                        .setParameter(4, reason.kind())
                        .setParameter(5, reason.message())
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** The video is tried again after the wait, and lets others pass until then. */
    Uni<Void> tryAgain(UUID item, UUID owner, Reason reason, Duration wait) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TRY_AGAIN)
                        .setParameter(1, item)
                        .setParameter(2, owner)
                        .setParameter(3, reason.kind())
                        .setParameter(4, reason.message())
                        .setParameter(5, wait.toMillis())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The video keeps its place, as if it had not been tried: it was not its fault. */
    Uni<Void> giveBack(UUID item, UUID owner) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(GIVE_BACK)
                        .setParameter(1, item)
                        .setParameter(2, owner)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Puts back what instances have left that were killed; answers how many. */
    Uni<Integer> reclaim() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RECLAIM).executeUpdate());
    }
}
