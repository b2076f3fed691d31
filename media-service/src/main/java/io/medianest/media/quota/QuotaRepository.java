package io.medianest.media.quota;

import io.medianest.media.rule.WindowLimit;
import io.medianest.media.title.MediaKind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts what somebody has asked for, in the running session. What came to nothing does not count. Seasons of a series
 * that was asked for as a whole count as one until it is known which they are.
 */
@ApplicationScoped
class QuotaRepository {
    private static final String LOCK = "select 1 from pg_advisory_xact_lock(hashtext('media.quota'), hashtext(?1))";
    private static final String WITHIN = """
            with counted as (
              select r.id, r.created_at,
                case when r.media_type = 'movie' then 1
                     else greatest(1, (select count(*) from media_request_seasons s where s.request_id = r.id)) end
                  as units
              from media_requests r
              where r.user_id = ?1 and r.media_type = ?2 and r.failure_reason is null
                and r.created_at > now() - cast(?3 as integer) * interval '1 day'),
            running as (
              select created_at, sum(units) over (order by created_at, id) as so_far, sum(units) over () as used
              from counted)
            select cast(coalesce(max(used), 0) as bigint) as used,
                   cast(extract(epoch from min(created_at) filter (where so_far >= used - cast(?4 as bigint))) * 1000
                     as bigint) as frees
            from running
            """;
    private static final String OPEN = """
            select count(*) from media_requests
            where user_id = ?1 and status in ('pending', 'approved', 'processing', 'available')
            """;

    /** Has everything else that this person asks for at the same time wait until the transaction ends. */
    Uni<Void> lock(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK)
                        .setParameter(1, userId.toString())
                        .getSingleResult())
                .replaceWithVoid();
    }

    /**
     * What counts within the days of a limit.
     *
     * @param wanted how many more are wanted
     */
    Uni<Usage> within(UUID userId, MediaKind kind, WindowLimit limit, int wanted) {
        Integer most = limit.limit();
        long room = most == null ? 0 : most - wanted;
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WITHIN, Tuple.class)
                        .setParameter(1, userId)
                        .setParameter(2, kind.wireName())
                        .setParameter(3, limit.days())
                        .setParameter(4, room)
                        .getSingleResult())
                .map(row -> new Usage(
                        row.get("used", Long.class),
                        room < 0 ? null : freesAt(row.get("frees", Long.class), limit.days())));
    }

    /** How many requests are neither done nor failed. */
    Uni<Long> open(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OPEN, Long.class)
                        .setParameter(1, userId)
                        .getSingleResult());
    }

    private static @Nullable Instant freesAt(@Nullable Long createdAtMillis, int days) {
        return createdAtMillis == null
                ? null
                : Instant.ofEpochMilli(createdAtMillis + 1).plus(Duration.ofDays(days));
    }
}
