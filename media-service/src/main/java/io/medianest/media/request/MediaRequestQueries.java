package io.medianest.media.request;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads requests as the API shows them: each answer is one prepared statement into records. */
@ApplicationScoped
class MediaRequestQueries {
    /** What {@link #view} reads of {@code media_requests r}. */
    static final String COLUMNS = """
            select r.id, r.user_id, r.title, r.title_verified, r.year, r.poster_path, r.media_type, r.tmdb_id, r.status,
                   r.phase, r.failure_reason, r.decision_note, r.overseerr_id, r.all_seasons, r.created_at,
                   r.completed_at, r.version,
                   case when r.media_type = 'tv' then
                     (select array_agg(s.season_number || ':' || s.status order by s.season_number)
                      from media_request_seasons s where s.request_id = r.id)
                   end as seasons,
                   (select count(*) from request_followers f where f.request_id = r.id) as followers
            """;

    private static final String PERSON = ", u.name as user_name, u.image as user_image\n";
    private static final String FROM = " from media_requests r ";
    private static final String WITH_PERSON = " left join auth.user_directory_media u on u.id = r.user_id ";

    private static final String HISTORY = """
            select h.created_at, h.source, h.actor_id, u.name as actor_name, h.from_status, h.to_status, h.note
            from media_request_history h
            left join auth.user_directory_media u on u.id = h.actor_id
            where h.request_id = $1 and exists (
              select from media_requests r where r.id = h.request_id and ($2::uuid is null or r.user_id = $2))
            order by h.seq
            """;
    private static final String BY_STATUS = "select status, count(*) as requests from media_requests group by status";

    private final Pool pool;

    MediaRequestQueries(Pool pool) {
        this.pool = pool;
    }

    /** A request and its version, for the ETag. */
    record Versioned(MediaRequestView view, long version) {}

    /**
     * One request.
     *
     * @param userId whose it must be; null for anybody's, which also names who asked
     * @return empty if there is none of that id for that person
     */
    Uni<Optional<Versioned>> byId(UUID id, @Nullable UUID userId) {
        String sql =
                COLUMNS + PERSON + FROM + WITH_PERSON + " where r.id = $1 and ($2::uuid is null or r.user_id = $2)";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(id, userId))
                .map(rows ->
                        list(rows, row -> new Versioned(view(row, userId == null), row.getLong("version"))).stream()
                                .findFirst());
    }

    /** A page of requests, newest first. */
    Uni<Page<MediaRequestView>> page(MediaRequestFilter filter, PageRequest request) {
        Conditions where = new Conditions();
        where.add("r.user_id = ?", filter.userId());
        where.add("r.status = ?", filter.status());
        where.add("r.phase = ?", filter.phase());
        where.add("r.media_type = ?", filter.mediaType());
        where.add("r.title ilike ?", filter.text() == null ? null : contains(filter.text()));
        Position after = request.after();
        if (after != null) {
            where.after(after);
        }
        String sql = COLUMNS + (filter.withPeople() ? PERSON + FROM + WITH_PERSON : FROM) + where.sql()
                + " order by r.created_at desc, r.id desc limit " + where.parameter(request.fetch());
        return pool.preparedQuery(sql)
                .execute(where.values())
                .map(rows -> Page.of(
                        list(rows, row -> view(row, filter.withPeople())),
                        request,
                        view -> new Position(view.createdAt(), view.id())));
    }

    /**
     * The history of a request, oldest first; empty if there is no such request for that person.
     *
     * @param userId whose it must be; null for anybody's
     */
    Uni<List<HistoryView>> history(UUID id, @Nullable UUID userId) {
        return pool.preparedQuery(HISTORY)
                .execute(Tuple.of(id, userId))
                .map(rows -> list(
                        rows,
                        row -> new HistoryView(
                                instant(row, "created_at").orElseThrow(),
                                row.getString("source"),
                                row.getUUID("actor_id"),
                                row.getString("actor_name"),
                                row.getString("from_status"),
                                row.getString("to_status"),
                                row.getString("note"))));
    }

    /** How many requests have each status; all seven are there. */
    Uni<Map<String, Long>> countsByStatus() {
        return pool.preparedQuery(BY_STATUS).execute().map(rows -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (MediaRequestStatus status : MediaRequestStatus.values()) {
                counts.put(status.wireName(), 0L);
            }
            for (Row row : rows) {
                counts.put(row.getString("status"), row.getLong("requests"));
            }
            return counts;
        });
    }

    static MediaRequestView view(Row row, boolean withPerson) {
        UUID userId = row.getUUID("user_id");
        return new MediaRequestView(
                row.getUUID("id"),
                userId,
                withPerson && userId != null
                        ? new MediaRequestView.Person(userId, row.getString("user_name"), row.getString("user_image"))
                        : null,
                row.getString("title"),
                row.getBoolean("title_verified"),
                row.getInteger("year"),
                row.getString("poster_path"),
                row.getString("media_type"),
                row.getString("tmdb_id"),
                row.getString("status"),
                row.getString("phase"),
                row.getString("failure_reason"),
                row.getString("decision_note"),
                row.getString("overseerr_id"),
                row.getBoolean("all_seasons"),
                seasons(row.getArrayOfStrings("seasons")),
                instant(row, "created_at").orElseThrow(),
                instant(row, "completed_at").orElse(null),
                row.getLong("followers"));
    }

    private static List<MediaRequestView.Season> seasons(String @Nullable [] pairs) {
        return pairs == null
                ? List.of()
                : Arrays.stream(pairs)
                        .map(pair -> pair.split(":", 2))
                        .map(pair -> new MediaRequestView.Season(Integer.parseInt(pair[0]), pair[1]))
                        .toList();
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static String contains(String text) {
        return '%' + text.replaceAll("([\\\\%_])", "\\\\$1") + '%';
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> map) {
        List<T> list = new ArrayList<>(rows.size());
        for (Row row : rows) {
            list.add(map.apply(row));
        }
        return list;
    }
}
