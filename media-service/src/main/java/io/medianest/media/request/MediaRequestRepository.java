package io.medianest.media.request;

import io.medianest.media.title.Title;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Requests and their history, for changing them; lists are read by {@link MediaRequestQueries}. */
@ApplicationScoped
class MediaRequestRepository implements PanacheRepositoryBase<MediaRequest, UUID> {
    private static final String LOCK_TITLE = "select 1 from pg_advisory_xact_lock(hashtext(?1), hashtext(?2))";
    private static final String OPEN_ALL = """
            select r.id from media_requests r
            where r.tmdb_id = ?1 and r.media_type = 'tv'
              and r.status in ('pending', 'approved', 'processing', 'available')
              and (?2 or (r.all_seasons and not exists (
                    select from media_request_seasons s where s.request_id = r.id)))
            limit 1
            """;
    private static final String FOLLOWERS =
            "select user_id from request_followers where request_id = ?1 order by created_at, user_id";
    private static final String FOLLOW =
            "insert into request_followers (request_id, user_id) values (?1, ?2) on conflict do nothing";
    private static final String UNFOLLOW = "delete from request_followers where request_id = ?1 and user_id = ?2";
    // The predicate of the index of what has ended, word for word, or the planner does not use it.
    private static final String ENDED = """
            select id from media_requests
            where status in ('completed', 'failed')
              and coalesce(completed_at, updated_at) < now() - cast(?1 as bigint) * interval '1 second'
            order by coalesce(completed_at, updated_at)
            limit ?2
            """;

    private static final String KNOWN = "select exists (select from media_requests r where r.overseerr_id = ?1)";

    /** Stores a new request. */
    Uni<MediaRequest> add(MediaRequest request) {
        return persist(request);
    }

    /** Stores a step of the history. */
    Uni<Void> add(HistoryEntry entry) {
        return Panache.getSession().chain(session -> session.persist(entry));
    }

    /**
     * The request with its seasons, locked until the transaction ends, so that whoever decides at the same time waits
     * and then sees this decision; empty if there is none.
     */
    Uni<Optional<MediaRequest>> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .chain(request -> request == null
                        ? Uni.createFrom().item(Optional.empty())
                        : Mutiny.fetch(request.seasons()).replaceWith(Optional.of(request)));
    }

    /**
     * Has everybody else who asks for this series wait until the transaction ends, then looks for a request that its
     * seasons do not tell of.
     *
     * @param all whether all seasons are asked for without knowing them, so that any request for the series is in the
     *     way; else only one that holds all seasons without having them listed
     */
    Uni<Optional<UUID>> lockSeries(Title series, boolean all) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_TITLE)
                        .setParameter(1, "media.series")
                        .setParameter(2, series.tmdbId())
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(OPEN_ALL, UUID.class)
                                .setParameter(1, series.tmdbId())
                                .setParameter(2, all)
                                .getSingleResultOrNull()))
                .map(Optional::ofNullable);
    }

    /** Who else is told about a request, in the order in which they came; see {@link Follows}. */
    Uni<List<UUID>> followers(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FOLLOWERS, UUID.class)
                        .setParameter(1, id)
                        .getResultList());
    }

    /** Has somebody be told about a request; nothing changes if that is so already. */
    Uni<Void> follow(UUID id, UUID userId) {
        return changeFollower(FOLLOW, id, userId);
    }

    /** Has somebody not be told about a request any more. */
    Uni<Void> unfollow(UUID id, UUID userId) {
        return changeFollower(UNFOLLOW, id, userId);
    }

    /** Whether a request has that number in Overseerr; whoever wants to know it of the same number waits. */
    Uni<Boolean> knows(String overseerrId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_TITLE)
                        .setParameter(1, "media.overseerr")
                        .setParameter(2, overseerrId)
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(KNOWN, Boolean.class)
                                .setParameter(1, overseerrId)
                                .getSingleResult()));
    }

    /** The requests of a person that wait for a decision. */
    Uni<List<UUID>> pendingOf(UUID userId) {
        return find("userId = ?1 and status = ?2", userId, MediaRequestStatus.PENDING)
                .list()
                .map(found -> found.stream().map(MediaRequest::id).toList());
    }

    /** Some requests of which everything can be watched, but which are not closed yet. */
    Uni<List<UUID>> finished(int limit) {
        return find("status = ?1 and completedAt is not null order by completedAt", MediaRequestStatus.AVAILABLE)
                .page(0, limit)
                .list()
                .map(found -> found.stream().map(MediaRequest::id).toList());
    }

    /** Some requests that have ended so long ago, the longest ago first. */
    Uni<List<UUID>> ended(Duration ago, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENDED, UUID.class)
                        .setParameter(1, ago.toSeconds())
                        .setParameter(2, limit)
                        .getResultList());
    }

    private static Uni<Void> changeFollower(String statement, UUID id, UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter(1, id)
                        .setParameter(2, userId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
