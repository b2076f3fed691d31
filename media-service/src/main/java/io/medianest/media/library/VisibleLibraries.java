package io.medianest.media.library;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which libraries somebody sees: those that Plex shares with the person's Plex account, and those that an ADMIN has opened
 * to everybody here. An ADMIN sees all.
 */
@ApplicationScoped
public class VisibleLibraries {
    private static final String SEEN = """
            from library_sections s
            join auth.user_directory_media u on u.id = $1 and u.status = 'active'
            left join library_openings o on o.section_key = s.key
            where (u.role = 'ADMIN' or o.section_key is not null
                   or exists (select from library_shares h where h.plex_id = u.plex_id and h.section_key = s.key))
            """;
    private static final String SHELF = """
            select k.synced_at, k.known, l.*
            from (select (select last_success_at from sync_state where name = $2) as synced_at,
                         exists (select from library_sections) as known) k
            left join lateral (
              select s.key, s.server_id, s.media_type, s.title, s.position, o.section_key is not null as opened
            """ + SEEN + """
            ) l on true
            order by l.position, l.key
            """;
    private static final String ONE = "select 1 " + SEEN + " and s.key = $2";

    private final Pool pool;
    private final LibraryConfig config;

    VisibleLibraries(Pool pool, LibraryConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** What somebody sees of all libraries. */
    Uni<Shelf> of(UUID userId) {
        return pool.preparedQuery(SHELF)
                .execute(Tuple.of(userId, LibraryJob.NAME))
                .map(this::shelf);
    }

    /** Whether somebody sees a library. */
    public Uni<Boolean> isSeenBy(UUID userId, String library) {
        return pool.preparedQuery(ONE).execute(Tuple.of(userId, library)).map(rows -> rows.size() > 0);
    }

    private Shelf shelf(RowSet<Row> rows) {
        List<Library> libraries = new ArrayList<>();
        Shelf shelf = new Shelf(libraries, null, false, true);
        for (Row row : rows) {
            OffsetDateTime syncedAt = row.getOffsetDateTime("synced_at");
            Instant at = syncedAt == null ? null : syncedAt.toInstant();
            boolean stale = at == null || Duration.between(at, Instant.now()).compareTo(config.staleAfter()) > 0;
            shelf = new Shelf(libraries, at, row.getBoolean("known"), stale);
            if (row.getString("key") != null) {
                libraries.add(new Library(
                        row.getString("key"),
                        row.getString("server_id"),
                        row.getString("media_type"),
                        row.getString("title"),
                        row.getBoolean("opened")));
            }
        }
        return shelf;
    }
}
