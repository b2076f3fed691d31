package io.medianest.media.search;

import io.medianest.media.overseerr.Availability;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells for a page of titles what has to be known freshly for each caller, however old the rest of it is. */
@ApplicationScoped
class MarkQueries {
    private static final String MARKS = """
            select r.media_type, r.tmdb_id, r.id, r.status, r.all_seasons, r.updated_at >= $3 as is_news,
              r.status in ('pending', 'approved', 'processing', 'available')
                and (r.user_id = $1 or f.user_id is not null) as is_ours, coalesce(r.user_id = $1, false) as is_own
            from media_requests r
            left join request_followers f on f.request_id = r.id and f.user_id = $1
            where r.tmdb_id = any($2)
              and (r.status in ('pending', 'approved', 'processing', 'available')
                or (r.status = 'completed' and r.updated_at >= $3))
            order by is_own, r.created_at
            """;
    private static final String SEASONS = """
            select s.season_number from media_request_seasons s join media_requests r on r.id = s.request_id
            where r.media_type = 'tv' and r.tmdb_id = $1 and r.updated_at >= $2 and s.status in ('available', 'completed')
            """;

    /** Between Overseerr's looking and the answer's being here; what both know does no harm. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private final Pool pool;

    MarkQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is marked on a title.
     *
     * @param requestId the caller's own open request for it, else one that the caller follows; null if there is none
     * @param availability what became of it since; {@code NONE} if nothing did
     */
    record Mark(@Nullable UUID requestId, Availability availability) {
        static final Mark NONE = new Mark(null, Availability.NONE);

        Mark and(Mark other) {
            return new Mark(
                    other.requestId == null ? requestId : other.requestId, availability.better(other.availability));
        }
    }

    /**
     * The marks of those titles that have any.
     *
     * @param since when what is known of them was true
     */
    Uni<Map<Title, Mark>> marks(UUID userId, Collection<Title> titles, Instant since) {
        if (titles.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String[] ids = titles.stream().map(Title::tmdbId).distinct().toArray(String[]::new);
        return pool.preparedQuery(MARKS)
                .execute(Tuple.of(userId, ids, since.minus(SLACK).atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<Title, Mark> marks = new HashMap<>();
                    for (Row row : rows) {
                        Title title = new Title(MediaKind.of(row.getString("media_type")), row.getString("tmdb_id"));
                        marks.merge(title, mark(title, row), Mark::and);
                    }
                    return marks;
                });
    }

    /** The seasons of a series that became watchable since. */
    Uni<Map<Integer, Availability>> seasons(Title title, Instant since) {
        if (title.kind() == MediaKind.MOVIE) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(SEASONS)
                .execute(Tuple.of(title.tmdbId(), since.minus(SLACK).atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<Integer, Availability> seasons = new HashMap<>();
                    for (Row row : rows) {
                        seasons.put(row.getInteger("season_number"), Availability.AVAILABLE);
                    }
                    return seasons;
                });
    }

    private static Mark mark(Title title, Row row) {
        UUID requestId = Boolean.TRUE.equals(row.getBoolean("is_ours")) ? row.getUUID("id") : null;
        Availability news = Boolean.TRUE.equals(row.getBoolean("is_news"))
                ? news(title, row.getString("status"), row.getBoolean("all_seasons"))
                : Availability.NONE;
        return new Mark(requestId, news);
    }

    private static Availability news(Title title, String status, boolean allSeasons) {
        boolean whole = title.kind() == MediaKind.MOVIE || (allSeasons && status.equals("completed"));
        return switch (status) {
            case "processing" -> Availability.PROCESSING;
            case "available", "completed" -> whole ? Availability.AVAILABLE : Availability.PARTIAL;
            default -> Availability.NONE;
        };
    }
}
