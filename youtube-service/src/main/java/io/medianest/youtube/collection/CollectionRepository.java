package io.medianest.youtube.collection;

import io.medianest.events.youtube.RequestedDownload;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The step into Plex: columns of youtube_downloads that only this package moves once a download has ended. */
@ApplicationScoped
class CollectionRepository {
    private static final int AT_A_TIME = 20;
    private static final int MAX_ERROR = 500;

    /**
     * A download with which this step is through.
     *
     * @param status how the download itself had ended
     * @param collection in Plex; null if there is none
     */
    record Ended(
            RequestedDownload download,
            String status,
            @Nullable String collection,
            long version) {}

    /** Two that make collections at once could make one of them twice. */
    private static final String ALONE = "select cast(pg_advisory_xact_lock(5891273) as text)";

    private static final String CLAIM = """
            with next as (
              select id from youtube_downloads
              where plex_state = 'waiting' and (plex_next_attempt_at is null or plex_next_attempt_at <= now())
                and not exists (
                  select 1 from youtube_downloads held
                  where held.plex_state = 'waiting' and held.plex_lease_until > now())
              order by plex_next_attempt_at nulls first, id
              limit ?3
              for update skip locked)
            update youtube_downloads d
            set plex_lease_owner = ?1, plex_lease_until = now() + cast(?2 as bigint) * interval '1 millisecond',
                plex_attempts = plex_attempts + 1
            from next
            where d.id = next.id
            returning d.id as id, case when d.single_video then null else d.playlist_id end as playlist_id,
              coalesce(nullif(btrim(d.playlist_title), ''), 'YouTube ' || d.playlist_id, 'YouTube') as title,
              d.plex_collection_id as collection, d.plex_attempts as attempts
            """;

    private static final String FILES = """
            select v.id as video, v.file_path as path
            from youtube_download_items i join videos v on v.id = i.stored_video_id
            where i.download_id = ?1 and i.status = 'completed'
            order by i.position, i.id
            """;

    private static final String COLLECTION_OF = """
            select d.plex_collection_id as collection from youtube_downloads d
            where d.playlist_id = ?1 and d.plex_collection_id is not null
            order by d.created_at desc limit 1
            """;
    private static final String OF_OTHERS = """
            select distinct d.plex_collection_id as collection from youtube_downloads d
            where d.plex_collection_id in (?1) and d.playlist_id is distinct from ?2
            """;
    private static final String FOUND_VIDEO = """
            update videos v set plex_rating_key = x.key
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb)) as x (id uuid, key varchar)
            where v.id = x.id and v.plex_rating_key is distinct from x.key
            """;
    private static final String FOUND_ITEM = """
            update youtube_download_items i set plex_rating_key = x.key, updated_at = now()
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb)) as x (id uuid, key varchar)
            where i.stored_video_id = x.id and i.download_id = ?2 and i.plex_rating_key is distinct from x.key
            """;
    private static final String SHELVED = """
            update youtube_downloads
            set plex_collection_id = ?2, version = version + 1, updated_at = now()
            where id = ?1 and plex_collection_id is distinct from ?2
            """;
    private static final String ENDED = """
            update youtube_downloads
            set plex_state = ?2, plex_error = nullif(?3, ''), plex_lease_until = null, plex_next_attempt_at = null,
                version = version + 1, updated_at = now()
            where id = ?1 and plex_state = 'waiting'
            returning id as id, user_id as user_id, playlist_url as playlist_url, playlist_title as playlist_title,
              status as status, plex_collection_id as collection, version as version
            """;
    private static final String LATER = """
            update youtube_downloads
            set plex_error = ?2, plex_lease_until = null, plex_attempts = greatest(plex_attempts - ?4, 0),
                plex_next_attempt_at = now() + cast(?3 as bigint) * interval '1 millisecond'
            where id = ?1 and plex_state = 'waiting'
            """;

    Uni<Void> alone() {
        return session()
                .chain(session -> session.createNativeQuery(ALONE, String.class).getSingleResult())
                .replaceWithVoid();
    }

    Uni<List<Waiting>> claim(UUID owner, Duration lease) {
        return session()
                .chain(session -> session.createNativeQuery(CLAIM, Tuple.class)
                        .setParameter(1, owner)
                        .setParameter(2, lease.toMillis())
                        .setParameter(3, AT_A_TIME)
                        .getResultList())
                .map(rows -> rows.stream().map(CollectionRepository::waiting).toList());
    }

    Uni<List<StoredFile>> files(UUID download) {
        return session()
                .chain(session -> session.createNativeQuery(FILES, Tuple.class)
                        .setParameter(1, download)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new StoredFile(row.get("video", UUID.class), row.get("path", String.class)))
                        .toList());
    }

    Uni<Optional<Long>> collectionOf(@Nullable String playlist) {
        return session()
                .chain(session -> session.createNativeQuery(COLLECTION_OF, String.class)
                        .setParameter(1, playlist)
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(Long::valueOf));
    }

    Uni<Set<Long>> ofOthers(List<Long> collections, @Nullable String playlist) {
        return session()
                .chain(session -> session.createNativeQuery(OF_OTHERS, String.class)
                        .setParameter(
                                1, collections.stream().map(String::valueOf).toList())
                        .setParameter(2, playlist)
                        .getResultList())
                .map(rows -> rows.stream().map(Long::valueOf).collect(Collectors.toSet()));
    }

    Uni<Void> found(UUID download, Map<UUID, Long> keys) {
        JsonArray rows = new JsonArray();
        keys.forEach((video, key) ->
                rows.add(new JsonObject().put("id", video.toString()).put("key", key.toString())));
        return session()
                .chain(session -> session.createNativeQuery(FOUND_VIDEO)
                        .setParameter(1, rows.encode())
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(FOUND_ITEM)
                                .setParameter(1, rows.encode())
                                .setParameter(2, download)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    Uni<Void> shelved(UUID download, long collection) {
        return session()
                .chain(session -> session.createNativeQuery(SHELVED)
                        .setParameter(1, download)
                        .setParameter(2, Long.toString(collection))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Nothing more is done for it; empty if somebody has had it tried again meanwhile. */
    Uni<Optional<Ended>> ended(UUID download, String state, @Nullable String error) {
        return session()
                .chain(session -> session.createNativeQuery(ENDED, Tuple.class)
                        .setParameter(1, download)
                        .setParameter(2, state)
                        .setParameter(3, error == null ? "" : shortened(error))
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(CollectionRepository::ended));
    }

    /**
     * Gives one back.
     *
     * @param uncounted how many of its attempts do not count
     */
    Uni<Void> later(UUID download, String why, Duration pause, int uncounted) {
        return session()
                .chain(session -> session.createNativeQuery(LATER)
                        .setParameter(1, download)
                        .setParameter(2, shortened(why))
                        .setParameter(3, pause.toMillis())
                        .setParameter(4, uncounted)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }

    private static Waiting waiting(Tuple row) {
        String collection = row.get("collection", String.class);
        return new Waiting(
                row.get("id", UUID.class),
                row.get("playlist_id", String.class),
                row.get("title", String.class),
                collection == null ? null : Long.valueOf(collection),
                row.get("attempts", Integer.class));
    }

    private static Ended ended(Tuple row) {
        return new Ended(
                new RequestedDownload(
                        row.get("id", UUID.class),
                        row.get("user_id", UUID.class),
                        row.get("playlist_url", String.class),
                        row.get("playlist_title", String.class)),
                row.get("status", String.class),
                row.get("collection", String.class),
                row.get("version", Long.class));
    }

    private static String shortened(String error) {
        return error.substring(0, Math.min(error.length(), MAX_ERROR));
    }
}
