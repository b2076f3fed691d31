package io.medianest.media.library;

import io.medianest.runtime.paging.TextPageRequest;
import io.medianest.runtime.paging.TextPosition;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is in the copy of the libraries: a page is one prepared statement that goes along an index. */
@ApplicationScoped
class TitleQueries {
    private static final String FROM = " from library_titles t ";
    private static final String BY_TITLE =
            LibraryTitle.COLUMNS + "t.sort_title as ordered_by" + FROM + "where t.section_key = $1";
    private static final String BY_ADDED =
            LibraryTitle.COLUMNS + "t.added_at as ordered_by" + FROM + "where t.section_key = $1";
    private static final String RECENT =
            LibraryTitle.COLUMNS + "t.recent_at as ordered_by" + FROM + "where t.section_key = any($1)";
    private static final String ONE =
            LibraryTitle.COLUMNS + "'' as ordered_by" + FROM + "where t.rating_key = $1 and t.section_key = any($2)";
    /** What begins with what was typed comes first. */
    private static final String FOUND = "select f.* from (" + LibraryTitle.COLUMNS + """
            (case when t.search_text = $3 then '0' when starts_with(t.search_text, $3) then '1' else '2' end
             || t.sort_title) collate "C" as ordered_by
            """ + FROM
            + "where t.section_key = any($1) and t.search_text like $2) f";

    private static final String COUNTS = """
            select section_key, count(*) as titles from library_titles where section_key = any($1) group by section_key
            """;

    private final Pool pool;

    TitleQueries(Pool pool) {
        this.pool = pool;
    }

    /** A library's titles in the order of the alphabet. */
    Uni<List<LibraryTitle>> byTitle(String section, TextPageRequest request) {
        TextPosition after = request.after();
        return after == null
                ? list(BY_TITLE + " order by t.sort_title, t.rating_key limit $2", Tuple.of(section, request.fetch()))
                : list(
                        BY_TITLE + " and (t.sort_title, t.rating_key) > ($3, $4) order by t.sort_title, t.rating_key"
                                + " limit $2",
                        Tuple.of(section, request.fetch(), after.text(), after.id()));
    }

    /** A library's titles, the one added last first. */
    Uni<List<LibraryTitle>> byAdded(String section, TextPageRequest request) {
        return newest(BY_ADDED, "t.added_at", section, request);
    }

    /** The titles of several libraries, the one of which something was added last first. */
    Uni<List<LibraryTitle>> recent(String[] sections, TextPageRequest request) {
        return newest(RECENT, "t.recent_at", sections, request);
    }

    /**
     * The titles of several libraries that contain a text.
     *
     * @param text folded
     */
    Uni<List<LibraryTitle>> containing(String text, String[] sections, TextPageRequest request) {
        TextPosition after = request.after();
        String pattern = Folded.containing(text);
        return after == null
                ? list(
                        FOUND + " order by f.ordered_by, f.rating_key limit $4",
                        Tuple.of(sections, pattern, text, request.fetch()))
                : list(
                        FOUND + " where (f.ordered_by, f.rating_key) > ($5, $6)"
                                + " order by f.ordered_by, f.rating_key limit $4",
                        Tuple.of(sections, pattern, text, request.fetch(), after.text(), after.id()));
    }

    /** A title, if it is in one of these libraries. */
    Uni<Optional<LibraryTitle>> one(long ratingKey, String[] sections) {
        return list(ONE, Tuple.of(ratingKey, sections))
                .map(titles -> titles.stream().findFirst());
    }

    /** How many titles each of these libraries has; one without any is left out. */
    Uni<Map<String, Long>> counts(String[] sections) {
        return pool.preparedQuery(COUNTS).execute(Tuple.of(sections)).map(rows -> {
            Map<String, Long> counts = new HashMap<>();
            for (Row row : rows) {
                counts.put(row.getString("section_key"), row.getLong("titles"));
            }
            return counts;
        });
    }

    private Uni<List<LibraryTitle>> newest(String select, String column, Object where, TextPageRequest request) {
        String order = " order by " + column + " desc, t.rating_key desc limit $2";
        TextPosition after = request.after();
        return after == null
                ? list(select + order, Tuple.of(where, request.fetch()))
                : list(
                        select + " and (" + column + ", t.rating_key) < ($3, $4)" + order,
                        Tuple.of(
                                where,
                                request.fetch(),
                                Instant.parse(after.text()).atOffset(ZoneOffset.UTC),
                                after.id()));
    }

    private Uni<List<LibraryTitle>> list(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(rows -> {
            List<LibraryTitle> titles = new ArrayList<>(rows.size());
            for (Row row : rows) {
                titles.add(LibraryTitle.of(row));
            }
            return titles;
        });
    }
}
