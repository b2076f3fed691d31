package io.medianest.media.search;

import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Tells for a page of titles which of them the caller has asked for. */
@ApplicationScoped
class OwnRequestQueries {
    private static final String OPEN = """
            select media_type, tmdb_id, id from media_requests
            where user_id = $1 and tmdb_id = any($2) and status in ('pending', 'approved', 'processing', 'available')
            order by created_at
            """;

    private final Pool pool;

    OwnRequestQueries(Pool pool) {
        this.pool = pool;
    }

    /** The latest open request for each title that the person has asked for; titles without one are left out. */
    Uni<Map<Title, UUID>> open(UUID userId, Collection<Title> titles) {
        if (titles.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String[] ids = titles.stream().map(Title::tmdbId).distinct().toArray(String[]::new);
        return pool.preparedQuery(OPEN).execute(Tuple.of(userId, ids)).map(rows -> {
            Map<Title, UUID> open = new HashMap<>();
            for (Row row : rows) {
                Title title = new Title(MediaKind.of(row.getString("media_type")), row.getString("tmdb_id"));
                open.put(title, row.getUUID("id"));
            }
            return open;
        });
    }
}
