package io.medianest.media.request;

import io.medianest.media.image.ImageLinks;
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
import java.util.List;
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

    private static final String MAY_SEE = """
             r.id = $1 and ($2::uuid is null or r.user_id = $2
               or exists (select from request_followers f where f.request_id = r.id and f.user_id = $2))
            """;
    // Who follows learns what happens, not who did it and what was said to whoever asked.
    private static final String HISTORY = """
            select h.created_at, h.source, u.id as actor_id, u.name as actor_name, h.from_status, h.to_status,
                   case when v.whole or (h.source <> 'user' and h.to_status <> 'failed') then h.note end as note
            from media_requests r
            cross join lateral (select coalesce($2::uuid is null or r.user_id = $2, false) as whole) v
            join media_request_history h on h.request_id = r.id
            left join auth.user_directory_media u on u.id = h.actor_id and (v.whole or u.id = $2)
            where""" + MAY_SEE + " order by h.seq";
    private static final String FOLLOWED =
            "exists (select from request_followers f where f.request_id = r.id and f.user_id = ?)";

    private final Pool pool;
    private final ImageLinks images;

    MediaRequestQueries(Pool pool, ImageLinks images) {
        this.pool = pool;
        this.images = images;
    }

    /** A request and its version, for the ETag. */
    record Versioned(MediaRequestView view, long version) {}

    /**
     * One request.
     *
     * @param viewer who has asked for it or follows it; null for those who decide, who also see who asked
     * @return empty if there is none of that id for that person
     */
    Uni<Optional<Versioned>> byId(UUID id, @Nullable UUID viewer) {
        return pool.preparedQuery(COLUMNS + PERSON + FROM + WITH_PERSON + " where" + MAY_SEE)
                .execute(Tuple.of(id, viewer))
                .map(rows -> list(rows, row -> new Versioned(shown(row, viewer), row.getLong("version"))).stream()
                        .findFirst());
    }

    /** A page of requests. */
    Uni<Page<MediaRequestView>> page(MediaRequestFilter filter, PageRequest request) {
        Listing listing = listing(filter, request.after(), request.fetch());
        Uni<RowSet<Row>> found =
                filter.text() == null ? pool.preparedQuery(listing.sql()).execute(listing.values()) : searched(listing);
        return found.map(rows -> Page.of(
                list(rows, row -> shown(row, filter.viewer())),
                request,
                view -> new Position(view.createdAt(), view.id())));
    }

    /** The statement of a page and its values. */
    record Listing(String sql, Tuple values) {}

    /** The statement of {@code rows} requests after that one. */
    static Listing listing(MediaRequestFilter filter, @Nullable Position after, int rows) {
        Conditions where = new Conditions();
        where.add("r.user_id = ?", filter.userId());
        where.add("r.status = ?", filter.status());
        where.add("r.phase = ?", filter.phase());
        where.add("r.media_type = ?", filter.mediaType());
        where.add("r.title ilike any(?)", filter.text() == null ? null : TitlePatterns.of(filter.text()));
        where.add(FOLLOWED, filter.followedBy());
        if (after != null) {
            where.after(after, filter.oldestFirst());
        }
        String order = filter.oldestFirst() ? " order by r.created_at, r.id" : " order by r.created_at desc, r.id desc";
        return new Listing(
                COLUMNS + (filter.viewer() == null ? PERSON + FROM + WITH_PERSON : FROM) + where.sql() + order
                        + " limit " + where.parameter(rows),
                where.values());
    }

    /**
     * Has each search planned for what is searched: whether the index of titles or that of times is the quicker way
     * depends on how rare it is, and a plan for all of them would read a million rows for a title that nobody has.
     */
    private Uni<RowSet<Row>> searched(Listing listing) {
        return pool.withTransaction(connection -> connection
                .query("set local plan_cache_mode = force_custom_plan")
                .execute()
                .chain(() -> connection.preparedQuery(listing.sql()).execute(listing.values())));
    }

    /**
     * The history of a request, oldest first; empty if there is no such request for that person.
     *
     * @param viewer who has asked for it or follows it; null for those who decide
     */
    Uni<List<HistoryView>> history(UUID id, @Nullable UUID viewer) {
        return pool.preparedQuery(HISTORY)
                .execute(Tuple.of(id, viewer))
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

    private MediaRequestView shown(Row row, @Nullable UUID viewer) {
        return view(row, viewer == null).asSeenBy(viewer).illustrated(images);
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
                null,
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

    private static List<MediaRequestView.RequestedSeason> seasons(String @Nullable [] pairs) {
        return pairs == null
                ? List.of()
                : Arrays.stream(pairs)
                        .map(pair -> pair.split(":", 2))
                        .map(pair -> new MediaRequestView.RequestedSeason(Integer.parseInt(pair[0]), pair[1]))
                        .toList();
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> map) {
        List<T> list = new ArrayList<>(rows.size());
        for (Row row : rows) {
            list.add(map.apply(row));
        }
        return list;
    }
}
