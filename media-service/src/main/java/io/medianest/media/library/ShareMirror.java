package io.medianest.media.library;

import io.medianest.plex.PlexShare;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The copy of with whom the libraries are shared. */
@ApplicationScoped
class ShareMirror {
    private static final String ENDED = """
            delete from library_shares h
            where h.plex_id <> $1
              and not exists (select from unnest($2::varchar[], $3::varchar[]) as x (plex_id, section_key)
                              where x.plex_id = h.plex_id and x.section_key = h.section_key)
            """;
    private static final String BEGUN = """
            insert into library_shares (plex_id, section_key)
            select x.plex_id, s.key from unnest($2::varchar[], $3::varchar[]) as x (plex_id, section_key)
            join library_sections s on s.key = x.section_key
            union
            select $1::varchar, s.key from library_sections s
            on conflict do nothing
            """;

    private final Pool pool;

    ShareMirror(Pool pool) {
        this.pool = pool;
    }

    /**
     * From now on exactly these shares count; the owner has all libraries.
     *
     * @param owner the owner's Plex id
     */
    Uni<Void> replace(String owner, List<PlexShare> shares) {
        Tuple all = Tuple.of(
                owner,
                shares.stream().map(PlexShare::plexId).toArray(String[]::new),
                shares.stream().map(PlexShare::section).toArray(String[]::new));
        return pool.withTransaction(connection -> connection
                .preparedQuery(ENDED)
                .execute(all)
                .chain(() -> connection.preparedQuery(BEGUN).execute(all))
                .replaceWithVoid());
    }
}
