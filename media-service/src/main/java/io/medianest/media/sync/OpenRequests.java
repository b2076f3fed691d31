package io.medianest.media.sync;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Our requests that Overseerr has and that are not done. */
@ApplicationScoped
class OpenRequests {
    private static final String OPEN = """
            select id, overseerr_id from media_requests
            where status in ('processing', 'available') and completed_at is null and overseerr_id is not null
            """;
    private static final String AMONG = OPEN + " and overseerr_id = any($1)";
    private static final String AFTER = OPEN + " and id > $1 order by id limit $2";

    private final Pool pool;

    OpenRequests(Pool pool) {
        this.pool = pool;
    }

    /** One of them: our id, and its number in Overseerr. */
    record Open(UUID id, String overseerrId) {}

    /** Those with these numbers; two of ours may share one number. */
    Uni<List<Open>> among(Collection<String> overseerrIds) {
        return pool.preparedQuery(AMONG)
                .execute(Tuple.of(overseerrIds.toArray(String[]::new)))
                .map(OpenRequests::list);
    }

    /** The next ones after that id, oldest first. */
    Uni<List<Open>> after(UUID id, int limit) {
        return pool.preparedQuery(AFTER).execute(Tuple.of(id, limit)).map(OpenRequests::list);
    }

    private static List<Open> list(RowSet<Row> rows) {
        List<Open> open = new ArrayList<>();
        for (Row row : rows) {
            open.add(new Open(row.getUUID("id"), row.getString("overseerr_id")));
        }
        return open;
    }
}
