package io.medianest.media.sync;

import io.medianest.runtime.paging.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Our requests that Overseerr has and that are not done. */
@ApplicationScoped
class OpenRequests {
    // Begins with the predicate of the index of open requests, word for word, or the planner does not use it.
    private static final String OPEN = """
            select id, overseerr_id, created_at from media_requests
            where status <> 'completed' and status not in ('pending', 'approved', 'failed', 'archived')
              and completed_at is null and overseerr_id is not null
            """;
    private static final String AMONG = OPEN + " and overseerr_id = any($1)";

    /** The next open ones in the order of their creation; a test looks at its plan. */
    static final String AFTER = OPEN + " and (created_at, id) > ($1, $2) order by created_at, id limit $3";

    private static final String KNOWN = "select overseerr_id from media_requests where overseerr_id = any($1)";

    private final Pool pool;

    OpenRequests(Pool pool) {
        this.pool = pool;
    }

    /** One of them: our id, its number in Overseerr, and where it stands in the order of creation. */
    record Open(UUID id, String overseerrId, Instant createdAt) {}

    /** Those with these numbers; two of ours may share one number. */
    Uni<List<Open>> among(Collection<String> overseerrIds) {
        return pool.preparedQuery(AMONG)
                .execute(Tuple.of(overseerrIds.toArray(String[]::new)))
                .map(OpenRequests::list);
    }

    /** Which of these numbers any request of ours has, open or not. */
    Uni<Set<String>> known(Collection<String> overseerrIds) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(overseerrIds.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> known = new HashSet<>();
                    rows.forEach(row -> known.add(row.getString("overseerr_id")));
                    return known;
                });
    }

    /** The next ones after that place, oldest first. */
    Uni<List<Open>> after(Position position, int limit) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(position.createdAt().atOffset(ZoneOffset.UTC), position.id(), limit))
                .map(OpenRequests::list);
    }

    private static List<Open> list(RowSet<Row> rows) {
        List<Open> open = new ArrayList<>();
        for (Row row : rows) {
            open.add(new Open(
                    row.getUUID("id"),
                    row.getString("overseerr_id"),
                    row.getOffsetDateTime("created_at").toInstant()));
        }
        return open;
    }
}
