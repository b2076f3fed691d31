package io.medianest.media.library;

import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds titles by what TMDB calls them in the libraries that somebody sees, for when nobody else can be asked. */
@ApplicationScoped
public class LibraryLookup {
    /** A title that is in two libraries is one. */
    private static final String SEEN = """
            select distinct on (t.media_type, t.tmdb_id) t.media_type, t.tmdb_id, t.title, t.sort_title, t.year, t.summary,
                   t.recent_at
            from library_titles t
            where t.section_key = any($1) and t.tmdb_id is not null
            """;

    private static final String CONTAINING = "select f.*, count(*) over ()::int as total from (" + SEEN
            + " and t.search_text like $2) f order by f.sort_title, f.tmdb_id limit $3 offset $4";
    private static final String LATEST = "select f.*, count(*) over ()::int as total from (" + SEEN
            + " and ($2::varchar is null or t.media_type = $2)) f order by f.recent_at desc, f.tmdb_id limit $3 offset $4";
    private static final String ONE = SEEN + " and t.media_type = $2 and t.tmdb_id = $3";

    private final VisibleLibraries visible;
    private final Pool pool;

    LibraryLookup(VisibleLibraries visible, Pool pool) {
        this.visible = visible;
        this.pool = pool;
    }

    /** A title as the library describes it. */
    public record Known(
            Title title,
            String name,
            @Nullable Integer year,
            @Nullable String summary) {}

    /**
     * Some titles.
     *
     * @param total how many there are in all
     */
    public record Listed(List<Known> titles, int total) {}

    /** The titles that contain a text, by name. */
    public Uni<Listed> containing(UUID userId, String text, int limit, int offset) {
        String folded = Folded.of(text);
        return folded.isEmpty()
                ? Uni.createFrom().item(new Listed(List.of(), 0))
                : visible.of(userId)
                        .chain(shelf -> pool.preparedQuery(CONTAINING)
                                .execute(Tuple.of(shelf.keys(), Folded.containing(folded), limit, offset)))
                        .map(LibraryLookup::listed);
    }

    /**
     * What came last, or had a season come last.
     *
     * @param kind only such; null for films and series
     */
    public Uni<Listed> latest(UUID userId, @Nullable MediaKind kind, int limit, int offset) {
        return visible.of(userId)
                .chain(shelf -> pool.preparedQuery(LATEST)
                        .execute(Tuple.of(shelf.keys(), kind == null ? null : kind.wireName(), limit, offset)))
                .map(LibraryLookup::listed);
    }

    /** A title; empty if that person sees no library that has it. */
    public Uni<Optional<Known>> one(UUID userId, Title title) {
        return visible.of(userId)
                .chain(shelf -> pool.preparedQuery(ONE)
                        .execute(Tuple.of(shelf.keys(), title.kind().wireName(), title.tmdbId())))
                .map(rows -> listed(rows).titles().stream().findFirst());
    }

    private static Listed listed(RowSet<Row> rows) {
        List<Known> titles = new ArrayList<>();
        int total = 0;
        for (Row row : rows) {
            titles.add(new Known(
                    new Title(MediaKind.of(row.getString("media_type")), row.getString("tmdb_id")),
                    row.getString("title"),
                    row.getInteger("year"),
                    row.getString("summary")));
            total = row.getColumnIndex("total") < 0 ? titles.size() : row.getInteger("total");
        }
        return new Listed(titles, total);
    }
}
