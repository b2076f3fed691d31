package io.medianest.media.request;

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
import org.jspecify.annotations.Nullable;

/** Names the request that is in the way of a new one, after the database refused that. */
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

    private final Pool pool;

    Duplicates(Pool pool) {
        this.pool = pool;
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
