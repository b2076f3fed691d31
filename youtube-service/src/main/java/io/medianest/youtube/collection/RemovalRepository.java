package io.medianest.youtube.collection;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is to go from the disk and from Plex. */
@ApplicationScoped
class RemovalRepository {
    private static final int AT_A_TIME = 100;
    private static final int MAX_ERROR = 500;

    /** Whoever deletes another download of the same videos waits, and then sees that this one is gone. */
    private static final String LOCK = """
            select cast(v.id as text) from videos v
            where v.id in (select i.stored_video_id from youtube_download_items i where i.download_id = ?1)
            order by v.id
            for update
            """;
    /** A file goes that no other download has; an item leaves the collection that no other download put there. */
    private static final String NOTE = """
            insert into removals (file_path, folder, plex_rating_key, plex_collection_id)
            select path, folder, item, collection
            from (
              select case when exists (
                         select 1 from youtube_download_items o
                         where o.stored_video_id = v.id and o.download_id <> d.id)
                       then null else v.file_path end as path,
                     case when v.file_path like '%/%' then regexp_replace(v.file_path, '/[^/]*$', '') else '' end as folder,
                     coalesce(i.plex_rating_key, v.plex_rating_key) as item,
                     case when exists (
                         select 1 from youtube_download_items o
                           join youtube_downloads s on s.id = o.download_id
                         where o.stored_video_id = v.id and o.download_id <> d.id
                           and s.plex_collection_id = d.plex_collection_id)
                       then null else d.plex_collection_id end as collection
              from youtube_downloads d
                join youtube_download_items i on i.download_id = d.id
                join videos v on v.id = i.stored_video_id
              where d.id = ?1) gone
            where path is not null or (item is not null and collection is not null)
            """;

    private static final String FORGET_VIDEOS = """
            delete from videos v
            where v.id in (select i.stored_video_id from youtube_download_items i where i.download_id = ?1)
              and not exists (
                select 1 from youtube_download_items o where o.stored_video_id = v.id and o.download_id <> ?1)
            """;

    /** A file that was downloaded anew in the meantime stays. */
    private static final String CLAIM = """
            with next as (
              select id from removals
              where next_attempt_at <= now()
              order by next_attempt_at, id
              limit ?2
              for update skip locked)
            update removals r
            set next_attempt_at = now() + cast(?1 as bigint) * interval '1 millisecond', attempts = attempts + 1
            from next
            where r.id = next.id
            returning r.id as id, r.folder as folder, r.plex_rating_key as item, r.plex_collection_id as collection,
              case when exists (select 1 from videos v where v.file_path = r.file_path)
                then null else r.file_path end as path
            """;

    private static final String FILE_GONE = "update removals set file_path = null where id = ?1";
    private static final String DONE = "delete from removals where id = ?1";
    private static final String LATER = """
            update removals
            set last_error = ?2, next_attempt_at = now() + cast(?3 as bigint) * interval '1 millisecond'
            where id = ?1
            """;
    private static final String GIVE_UP = """
            delete from removals
            where file_path is null and created_at < now() - cast(?1 as bigint) * interval '1 millisecond'
            """;

    Uni<Void> note(UUID download) {
        return session()
                .chain(session -> session.createNativeQuery(LOCK, String.class)
                        .setParameter(1, download)
                        .getResultList()
                        .chain(() -> session.createNativeQuery(NOTE)
                                .setParameter(1, download)
                                .executeUpdate())
                        .chain(() -> session.createNativeQuery(FORGET_VIDEOS)
                                .setParameter(1, download)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    Uni<List<Removal>> claim(Duration lease) {
        return session()
                .chain(session -> session.createNativeQuery(CLAIM, Tuple.class)
                        .setParameter(1, lease.toMillis())
                        .setParameter(2, AT_A_TIME)
                        .getResultList())
                .map(rows -> rows.stream().map(RemovalRepository::removal).toList());
    }

    Uni<Void> fileGone(UUID id) {
        return run(FILE_GONE, id);
    }

    Uni<Void> done(UUID id) {
        return run(DONE, id);
    }

    Uni<Void> later(UUID id, String why, Duration pause) {
        return session()
                .chain(session -> session.createNativeQuery(LATER)
                        .setParameter(1, id)
                        .setParameter(2, why.substring(0, Math.min(why.length(), MAX_ERROR)))
                        .setParameter(3, pause.toMillis())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Forgets what Plex could not be told for so long. */
    Uni<Integer> giveUp(Duration age) {
        return session()
                .chain(session -> session.createNativeQuery(GIVE_UP)
                        .setParameter(1, age.toMillis())
                        .executeUpdate());
    }

    private static Uni<Void> run(String statement, UUID id) {
        return session()
                .chain(session ->
                        session.createNativeQuery(statement).setParameter(1, id).executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }

    private static Removal removal(Tuple row) {
        return new Removal(
                row.get("id", UUID.class),
                row.get("path", String.class),
                row.get("folder", String.class),
                number(row.get("item", String.class)),
                number(row.get("collection", String.class)));
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }
}
