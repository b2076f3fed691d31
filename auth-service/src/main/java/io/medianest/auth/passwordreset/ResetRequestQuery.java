package io.medianest.auth.passwordreset;

import io.medianest.auth.client.Client;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Finds the requests that wait, straight from the pool. */
@ApplicationScoped
class ResetRequestQuery {
    private static final String WAITING = """
            select id, sealed_email, host(ip) as ip, user_agent, correlation_id from password_reset_requests
             order by created_at limit $1
            """;
    // Whoever asked then has asked again.
    private static final String FORGET =
            "delete from password_reset_requests where created_at < now() - interval '15 minutes'";

    private final Pool pool;

    ResetRequestQuery(Pool pool) {
        this.pool = pool;
    }

    /** The oldest ones; forgets those that nobody waits for any more. */
    Uni<List<ResetRequest>> waiting(int limit) {
        return pool.query(FORGET)
                .execute()
                .chain(() -> pool.preparedQuery(WAITING).execute(Tuple.of(limit)))
                .map(rows -> {
                    List<ResetRequest> requests = new ArrayList<>(rows.size());
                    rows.forEach(row -> requests.add(request(row)));
                    return requests;
                });
    }

    private static ResetRequest request(Row row) {
        return new ResetRequest(
                row.getUUID("id"),
                row.getString("sealed_email"),
                new Client(row.getString("ip"), row.getString("user_agent")),
                row.getString("correlation_id"));
    }
}
