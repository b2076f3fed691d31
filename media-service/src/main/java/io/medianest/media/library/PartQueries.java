package io.medianest.media.library;

import io.medianest.runtime.paging.TextPageRequest;
import io.medianest.runtime.paging.TextPosition;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what titles are made of, and the collections that they are in. */
@ApplicationScoped
class PartQueries {
    private static final String SEASONS =
            "select number, title, episodes, thumb from library_seasons where show_key = $1 order by number";
    private static final String COLLECTION = """
            select c.rating_key, c.section_key, c.title, c.sort_title, c.summary, c.thumb,
                   (select count(*) from library_collection_items i where i.collection_key = c.rating_key) as items
            from library_collections c
            """;
    private static final String COLLECTIONS = COLLECTION + " where c.section_key = $1";
    private static final String OF_TITLE = COLLECTION + """
            where c.rating_key in (select i.collection_key from library_collection_items i where i.rating_key = $1)
            order by c.sort_title, c.rating_key limit 50
            """;
    private static final String ONE = COLLECTION + " where c.rating_key = $1 and c.section_key = any($2)";
    private static final String ITEMS = LibraryTitle.COLUMNS + """
            i.position as ordered_by
            from library_collection_items i join library_titles t on t.rating_key = i.rating_key
            where i.collection_key = $1 and i.position > $2 and t.section_key = any($3)
            order by i.position limit $4
            """;

    private final Pool pool;

    PartQueries(Pool pool) {
        this.pool = pool;
    }

    /** A season of a series. */
    record Season(
            int number,
            String title,
            int episodes,
            @Nullable String thumb) {}

    /** A collection. */
    record Collection(
            long ratingKey,
            String sectionKey,
            String title,
            String sortTitle,
            @Nullable String summary,
            @Nullable String thumb,
            long items) {}

    /** The seasons of a series in order; none of a film. */
    Uni<List<Season>> seasons(long show) {
        return list(
                SEASONS,
                Tuple.of(show),
                row -> new Season(
                        row.getInteger("number"),
                        row.getString("title"),
                        row.getInteger("episodes"),
                        row.getString("thumb")));
    }

    /** A library's collections in the order of the alphabet. */
    Uni<List<Collection>> collections(String section, TextPageRequest request) {
        TextPosition after = request.after();
        String order = " order by c.sort_title, c.rating_key limit $2";
        return after == null
                ? list(COLLECTIONS + order, Tuple.of(section, request.fetch()), PartQueries::collection)
                : list(
                        COLLECTIONS + " and (c.sort_title, c.rating_key) > ($3, $4)" + order,
                        Tuple.of(section, request.fetch(), after.text(), after.id()),
                        PartQueries::collection);
    }

    /** The collections that a title is in, at most fifty; they are of the title's own library. */
    Uni<List<Collection>> collectionsOf(long title) {
        return list(OF_TITLE, Tuple.of(title), PartQueries::collection);
    }

    /** A collection, if it is in one of these libraries. */
    Uni<Optional<Collection>> collection(long ratingKey, String[] sections) {
        return list(ONE, Tuple.of(ratingKey, sections), PartQueries::collection)
                .map(found -> found.stream().findFirst());
    }

    /** What is in a collection, in its order. */
    Uni<List<LibraryTitle>> items(long collection, String[] sections, TextPageRequest request) {
        TextPosition after = request.after();
        return list(
                ITEMS,
                Tuple.of(collection, after == null ? 0 : (int) after.id(), sections, request.fetch()),
                LibraryTitle::of);
    }

    private static Collection collection(Row row) {
        return new Collection(
                row.getLong("rating_key"),
                row.getString("section_key"),
                row.getString("title"),
                row.getString("sort_title"),
                row.getString("summary"),
                row.getString("thumb"),
                row.getLong("items"));
    }

    private <T> Uni<List<T>> list(String sql, Tuple values, Function<Row, T> map) {
        return pool.preparedQuery(sql).execute(values).map(rows -> list(rows, map));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> map) {
        List<T> list = new ArrayList<>(rows.size());
        for (Row row : rows) {
            list.add(map.apply(row));
        }
        return list;
    }
}
