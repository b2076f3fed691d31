package io.medianest.media.library;

import io.medianest.media.title.MediaKind;
import io.medianest.plex.PlexSection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The copy of which libraries there are. */
@ApplicationScoped
class SectionMirror {
    private static final int LONGEST_TITLE = 500;
    private static final String KEY = "[0-9]{1,9}";

    /** Keys of another server mean other libraries. */
    private static final String OF_ANOTHER = "delete from library_sections where server_id <> $1";

    private static final String SAVE = """
            insert into library_sections as s (key, server_id, media_type, title, position)
            select x.key, $1, x.media_type, x.title, x.position
            from jsonb_to_recordset($2::jsonb) as x (key varchar, media_type varchar, title varchar, position int)
            on conflict (key) do update
              set media_type = excluded.media_type, title = excluded.title, position = excluded.position,
                  swept_at = case when s.media_type = excluded.media_type then s.swept_at end
              where (s.media_type, s.title, s.position) is distinct from
                    (excluded.media_type, excluded.title, excluded.position)
            """;
    private static final String GONE = "delete from library_sections where key <> all($1)";
    private static final String ALL =
            "select key, media_type, changed_at, swept_at from library_sections order by position, key";
    private static final String SEEN =
            "update library_sections set changed_at = $2, swept_at = coalesce($3, swept_at) where key = $1";

    private final Pool pool;

    SectionMirror(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes over which libraries the server has; those of anything but films and series are left out. If it says that it
     * has none at all, those that are known stay: so speaks a server that has just been started without its disks.
     *
     * @return those that are known now
     */
    Uni<List<MirroredSection>> take(String server, List<PlexSection> sections) {
        JsonArray rows = rows(sections);
        String[] keys =
                rows.stream().map(row -> ((JsonObject) row).getString("key")).toArray(String[]::new);
        return pool.withTransaction(connection -> connection
                .preparedQuery(OF_ANOTHER)
                .execute(Tuple.of(server))
                .chain(() -> connection.preparedQuery(SAVE).execute(Tuple.of(server, rows)))
                .chain(saved -> sections.isEmpty()
                        ? Uni.createFrom().item(saved)
                        : connection.preparedQuery(GONE).execute(Tuple.of(keys)))
                .chain(() -> connection.preparedQuery(ALL).execute())
                .map(SectionMirror::list));
    }

    /**
     * Remembers how far a library has been taken over.
     *
     * @param sweptAt when all of it was gone through; null if it was not this time
     */
    Uni<Void> seen(String key, Instant changedAt, @Nullable Instant sweptAt) {
        return pool.preparedQuery(SEEN)
                .execute(Tuple.of(
                        key,
                        changedAt.atOffset(ZoneOffset.UTC),
                        sweptAt == null ? null : sweptAt.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static JsonArray rows(List<PlexSection> sections) {
        JsonArray rows = new JsonArray();
        for (PlexSection section : sections) {
            String key = section.key();
            String title = section.title();
            kind(section)
                    .filter(kind -> key != null && key.matches(KEY))
                    .ifPresent(kind -> rows.add(new JsonObject()
                            .put("key", key)
                            .put("media_type", kind.wireName())
                            .put(
                                    "title",
                                    title == null || title.isBlank()
                                            ? "Library " + key
                                            : Folded.cut(title, LONGEST_TITLE))
                            .put("position", rows.size())));
        }
        return rows;
    }

    private static Optional<MediaKind> kind(PlexSection section) {
        return switch (section.type()) {
            case "movie" -> Optional.of(MediaKind.MOVIE);
            case "show" -> Optional.of(MediaKind.TV);
            case null, default -> Optional.empty();
        };
    }

    private static List<MirroredSection> list(RowSet<Row> rows) {
        List<MirroredSection> sections = new ArrayList<>();
        for (Row row : rows) {
            OffsetDateTime sweptAt = row.getOffsetDateTime("swept_at");
            sections.add(new MirroredSection(
                    row.getString("key"),
                    MediaKind.of(row.getString("media_type")),
                    row.getOffsetDateTime("changed_at").toInstant(),
                    sweptAt == null ? null : sweptAt.toInstant()));
        }
        return sections;
    }
}
