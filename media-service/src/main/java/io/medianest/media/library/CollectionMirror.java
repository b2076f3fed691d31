package io.medianest.media.library;

import io.medianest.plex.PlexItem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The copy of the libraries' collections. */
@ApplicationScoped
class CollectionMirror {
    private static final int LONGEST_SUMMARY = 5_000;
    private static final int LONGEST_PATH = 200;
    private static final String KNOWN =
            "select rating_key, updated_at, items from library_collections where section_key = $1";
    private static final String SAVE = """
            insert into library_collections (rating_key, section_key, title, sort_title, summary, thumb, items, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (rating_key) do update
              set section_key = excluded.section_key, title = excluded.title, sort_title = excluded.sort_title,
                  summary = excluded.summary, thumb = excluded.thumb, items = excluded.items,
                  updated_at = excluded.updated_at
            """;
    private static final String EMPTY = "delete from library_collection_items where collection_key = $1";
    private static final String FILL = """
            insert into library_collection_items (collection_key, position, rating_key)
            select $1, x.position, x.rating_key
            from unnest($2::bigint[]) with ordinality as x (rating_key, position)
            join library_titles t on t.rating_key = x.rating_key
            """;
    private static final String GONE = """
            delete from library_collections c
            where c.section_key = $1 and not exists (select from unnest($2::bigint[]) k where k = c.rating_key)
            """;

    private final Pool pool;

    CollectionMirror(Pool pool) {
        this.pool = pool;
    }

    /** What tells whether a collection has changed. */
    record Mark(Instant updatedAt, int items) {
        static Mark of(PlexItem collection) {
            return new Mark(
                    TitleMirror.changedAt(collection),
                    Math.max(0, Objects.requireNonNullElse(collection.childCount(), 0)));
        }
    }

    /** The collections of a library that are known, by rating key. */
    Uni<Map<Long, Mark>> known(String section) {
        return pool.preparedQuery(KNOWN).execute(Tuple.of(section)).map(rows -> {
            Map<Long, Mark> known = new HashMap<>();
            for (Row row : rows) {
                Mark mark = new Mark(row.getOffsetDateTime("updated_at").toInstant(), row.getInteger("items"));
                known.put(row.getLong("rating_key"), mark);
            }
            return known;
        });
    }

    /** Takes over a collection and what is in it; titles that are not known are left out. */
    Uni<Void> save(String section, long key, PlexItem collection, List<Long> items) {
        String title = TitleMirror.name(collection, "Collection " + key);
        Mark mark = Mark.of(collection);
        Tuple row = Tuple.tuple()
                .addValue(key)
                .addValue(section)
                .addValue(title)
                .addValue(Folded.of(Objects.requireNonNullElse(collection.titleSort(), title)))
                .addValue(TitleMirror.cut(collection.summary(), LONGEST_SUMMARY))
                .addValue(TitleMirror.cut(collection.thumb(), LONGEST_PATH))
                .addValue(mark.items())
                .addValue(mark.updatedAt().atOffset(ZoneOffset.UTC));
        return pool.withTransaction(connection -> connection
                .preparedQuery(SAVE)
                .execute(row)
                .chain(() -> connection.preparedQuery(EMPTY).execute(Tuple.of(key)))
                .chain(() -> connection.preparedQuery(FILL).execute(Tuple.of(key, items.toArray(Long[]::new))))
                .replaceWithVoid());
    }

    /** Forgets the collections of a library that are not among these. */
    Uni<Void> keepOnly(String section, Collection<Long> keys) {
        return pool.preparedQuery(GONE)
                .execute(Tuple.of(section, keys.toArray(Long[]::new)))
                .replaceWithVoid();
    }
}
