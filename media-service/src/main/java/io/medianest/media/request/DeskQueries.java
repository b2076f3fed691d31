package io.medianest.media.request;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what the moderator's desk shows beside the list. */
@ApplicationScoped
class DeskQueries {
    private static final String BY_STATUS = "select status, count(*) as requests from media_requests group by status";

    private final Pool pool;

    DeskQueries(Pool pool) {
        this.pool = pool;
    }

    /** How many requests have each status; all seven are there. */
    Uni<Map<String, Long>> countsByStatus() {
        return pool.preparedQuery(BY_STATUS).execute().map(rows -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (MediaRequestStatus status : MediaRequestStatus.values()) {
                counts.put(status.wireName(), 0L);
            }
            for (Row row : rows) {
                counts.put(row.getString("status"), row.getLong("requests"));
            }
            return counts;
        });
    }
}
