package io.medianest.youtube.queue;

import io.medianest.youtube.address.Quality;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whose turn it is. All instances take one after the other, behind the lock of the one row of queue_state: so they share
 * the pace, and never take two items of the same file.
 */
@ApplicationScoped
class TakingRepository {
    private static final String MAY_BEGIN = """
            select 1 as due from queue_state
            where (paused_until is null or paused_until <= now()) and next_start_at <= now()
            for update
            """;
    /**
     * The person with the fewest videos under way comes first, then the one who was served longest ago. People are found
     * by skipping through the index, so that this costs the same however many items wait. What this instance has lost
     * and is still stopping is not for it to begin.
     */
    private static final String CHOOSE = """
            with recursive person (id) as (
              (select user_id from youtube_download_items where status = 'queued' order by user_id limit 1)
              union all
              select (select i.user_id from youtube_download_items i
                      where i.status = 'queued' and i.user_id > p.id order by i.user_id limit 1)
              from person p where p.id is not null)
            select next.item_id as item_id, next.download_id as download_id
            from person p
            cross join lateral (
              select i.id as item_id, i.download_id from youtube_download_items i
              join youtube_downloads d on d.id = i.download_id
              where i.status = 'queued' and i.user_id = p.id and i.next_attempt_at <= now()
                and d.cancel_requested_at is null
                and i.id <> all (cast(cast(?1 as text) as uuid[]))
                and not exists (
                  select 1 from youtube_download_items o join youtube_downloads od on od.id = o.download_id
                  where o.video_id = i.video_id and o.status = 'downloading' and od.quality = d.quality)
              order by i.next_attempt_at, i.created_at, i.download_id, i.position
              limit 1) next
            order by
              (select count(*) from youtube_download_items r where r.status = 'downloading' and r.user_id = p.id),
              (select max(t.last_taken_at) from youtube_downloads t where t.user_id = p.id) nulls first,
              p.id
            limit 1
            """;

    private static final String TAKE = """
            with open as (
              select id, status from youtube_downloads
              where id = ?2 and status in ('queued', 'downloading') and cancel_requested_at is null
              for update skip locked),
            item as (
              update youtube_download_items i
              set status = 'downloading', attempts = i.attempts + 1, lease_owner = ?3,
                  lease_until = clock_timestamp() + cast(?4 as bigint) * interval '1 millisecond', updated_at = now()
              from open
              where i.id = ?1 and i.status = 'queued'
              returning i.*),
            d as (
              update youtube_downloads d
              set status = 'downloading', last_taken_at = clock_timestamp(), updated_at = now(),
                  version = d.version + case open.status when 'queued' then 1 else 0 end
              from open, item
              where d.id = open.id
              returning d.*, open.status = 'queued' as is_first)
            select
            """ + Standing.COLUMNS + """
            , d.is_first as is_first, d.quality as quality, d.playlist_id as playlist_id,
              item.id as item_id, item.video_id as video_id, item.position as position, item.title as title,
              item.attempts as attempts, v.id as stored_id, v.file_path as stored_path,
              v.file_bytes as stored_bytes
            from d cross join item
            left join videos v on v.video_id = item.video_id and v.quality = d.quality
            """;
    private static final String NEXT_AFTER = """
            update queue_state
            set next_start_at = clock_timestamp() + cast(?1 as bigint) * interval '1 millisecond', updated_at = now()
            """;

    /**
     * What was taken.
     *
     * @param isFirst whether nothing of the download was taken before it
     */
    record Taken(Claim claim, Standing standing, boolean isFirst) {}

    /**
     * Takes the next video that is due; empty if none is, or none may be begun yet.
     *
     * @param held the items whose processes this instance has not ended yet
     */
    Uni<Optional<Taken>> take(UUID owner, Duration lease, Set<UUID> held) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(MAY_BEGIN, Tuple.class)
                        .getResultList()
                        .chain(due -> due.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : session.createNativeQuery(CHOOSE, Tuple.class)
                                        .setParameter(
                                                1,
                                                held.stream()
                                                        .map(UUID::toString)
                                                        .collect(Collectors.joining(",", "{", "}")))
                                        .getResultList()
                                        .chain(chosen -> chosen.isEmpty()
                                                ? Uni.createFrom().item(Optional.empty())
                                                : take(chosen.getFirst(), owner, lease))));
    }

    private static Uni<Optional<Taken>> take(Tuple chosen, UUID owner, Duration lease) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE, Tuple.class)
                        .setParameter(1, chosen.get("item_id", UUID.class))
                        .setParameter(2, chosen.get("download_id", UUID.class))
                        .setParameter(3, owner)
                        .setParameter(4, lease.toMillis())
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(TakingRepository::taken));
    }

    /** Nothing else is begun before that has passed. */
    Uni<Void> nextAfter(Duration pace) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NEXT_AFTER)
                        .setParameter(1, pace.toMillis())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Claim.Stored stored(UUID id, Tuple row) {
        return new Claim.Stored(id, row.get("stored_path", String.class), row.get("stored_bytes", Long.class));
    }

    private static Taken taken(Tuple row) {
        String videoId = row.get("video_id", String.class);
        String playlistId = row.get("playlist_id", String.class);
        UUID storedId = row.get("stored_id", UUID.class);
        Claim claim = new Claim(
                row.get("item_id", UUID.class),
                row.get("download_id", UUID.class),
                row.get("user_id", UUID.class),
                videoId,
                row.get("position", Integer.class),
                row.get("title", String.class),
                row.get("attempts", Integer.class),
                Quality.named(row.get("quality", String.class)).orElseThrow(),
                playlistId == null ? videoId : playlistId,
                row.get("playlist_title", String.class),
                storedId == null ? null : stored(storedId, row));
        return new Taken(claim, Standing.of(row, false), row.get("is_first", Boolean.class));
    }
}
