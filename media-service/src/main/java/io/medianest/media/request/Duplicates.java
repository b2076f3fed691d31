package io.medianest.media.request;

import static io.medianest.persistence.problem.Constraint.violated;

import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the request that is in the way of a new one. */
@ApplicationScoped
class Duplicates {
    private static final String OF_FILM = """
            select id from media_requests
            where media_type = 'movie' and tmdb_id = $1
              and status in ('pending', 'approved', 'processing', 'available')
            """;
    private static final String OF_SEASONS = """
            select request_id as id, season_number from media_request_seasons
            where active and tmdb_id = $1 and season_number = any($2)
            order by season_number
            """;

    private static final String OTHER = """
            select o.id from media_requests r
            join media_requests o on o.tmdb_id = r.tmdb_id and o.media_type = r.media_type and o.id <> r.id
            where r.id = $1 and o.status in ('pending', 'approved', 'processing', 'available')
              and (r.media_type = 'movie' or exists (
                select from media_request_seasons mine
                join media_request_seasons theirs using (season_number)
                where mine.request_id = r.id and theirs.request_id = o.id))
            order by o.created_at
            limit 1
            """;

    /** The database refuses a request because another one is in the way. */
    static final Predicate<Throwable> TAKEN =
            violated("media_requests_active_movie_key").or(violated("media_request_seasons_active_key"));

    private final Pool pool;
    private final MediaRequestRepository repository;

    Duplicates(Pool pool, MediaRequestRepository repository) {
        this.pool = pool;
        this.repository = repository;
    }

    /**
     * What the unique indexes cannot tell: a series asked for as a whole while nobody knew its seasons. Must run in the
     * transaction of the change.
     *
     * @param seasons the seasons asked for; empty while they are not known
     * @return fails with 409 {@code ALREADY_REQUESTED} if such a request is in the way
     */
    Uni<Void> refuseWholeSeries(Title what, Collection<Integer> seasons) {
        return switch (what.kind()) {
            case MOVIE -> Uni.createFrom().voidItem();
            case TV ->
                repository
                        .lockSeries(what, seasons.isEmpty())
                        .invoke(other -> other.ifPresent(id -> {
                            throw of(id, List.of());
                        }))
                        .replaceWithVoid();
        };
    }

    /** The problem to answer with when a request that has ended is not opened again, since another one is in its way. */
    Uni<ProblemException> inWayOf(UUID id) {
        return pool.preparedQuery(OTHER).execute(Tuple.of(id)).map(Duplicates::film);
    }

    /**
     * The problem to answer with.
     *
     * @param what the title asked for
     * @param seasons the seasons asked for; empty for a film
     */
    Uni<ProblemException> problem(Title what, Collection<Integer> seasons) {
        if (what.kind() == MediaKind.MOVIE) {
            return pool.preparedQuery(OF_FILM).execute(Tuple.of(what.tmdbId())).map(Duplicates::film);
        }
        return pool.preparedQuery(OF_SEASONS)
                .execute(Tuple.of(what.tmdbId(), seasons.toArray(Integer[]::new)))
                .map(Duplicates::series);
    }

    private static ProblemException film(RowSet<Row> rows) {
        UUID id = null;
        for (Row row : rows) {
            id = row.getUUID("id");
        }
        return of(id, List.of());
    }

    private static ProblemException series(RowSet<Row> rows) {
        UUID id = null;
        SortedSet<Integer> taken = new TreeSet<>();
        for (Row row : rows) {
            id = id == null ? row.getUUID("id") : id;
            taken.add(row.getInteger("season_number"));
        }
        return of(id, taken);
    }

    /**
     * The problem.
     *
     * @param id the request in the way; null if it has ended meanwhile
     * @param taken the seasons that it holds; empty for a film, or if it holds the whole series
     */
    static ProblemException of(@Nullable UUID id, Collection<Integer> taken) {
        ProblemException problem = ProblemException.conflict(
                "ALREADY_REQUESTED",
                taken.isEmpty()
                        ? "It has been asked for already; follow that request instead."
                        : "Some of these seasons have been asked for already; leave them out, or follow that request.");
        if (id != null) {
            problem.with("requestId", id);
        }
        return taken.isEmpty() ? problem : problem.with("takenSeasons", taken);
    }
}
