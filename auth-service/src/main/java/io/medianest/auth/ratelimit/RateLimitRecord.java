package io.medianest.auth.ratelimit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code rate_limits}: a row for each user, policy and hour. */
@ApplicationScoped
class RateLimitRecord {
    // One statement, so that a batch is recorded once even if it comes again. Names itself to the audit trail.
    private static final String ADD = """
            with actor as materialized (select set_config('app.actor_id', 'service:auth-service', true)),
            batch as (
                insert into processed_events (consumer, event_id) select 'rate-limits', $1 from actor
                on conflict do nothing returning 1)
            insert into rate_limits as r (user_id, endpoint, request_count, window_start)
            select u.id, c.endpoint, c.count, to_timestamp(c.start)
              from batch, unnest($2::uuid[], $3::text[], $4::int[], $5::bigint[]) as c (user_id, endpoint, count, start)
              join users u on u.id = c.user_id
            on conflict on constraint rate_limits_user_id_endpoint_window_start_key
                do update set request_count = r.request_count + excluded.request_count
            """;
    private static final String FORGET = """
            delete from keyed_limits where full_at < now() - interval '1 minute'
            """;
    private static final String OF_USER = """
            select r.endpoint, r.request_count, r.window_start
              from users u left join rate_limits r on r.user_id = u.id
             where u.id = $1 and u.status <> 'deleted'
             order by r.window_start desc, r.endpoint limit 100
            """;

    private final Pool pool;

    RateLimitRecord(Pool pool) {
        this.pool = pool;
    }

    /** Adds a batch, unless it was added before. Users who are gone are left out. */
    Uni<Void> add(CountBatch batch) {
        List<CountBatch.Count> counts = batch.counts();
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(
                        batch.id(),
                        counts.stream().map(CountBatch.Count::userId).toArray(UUID[]::new),
                        counts.stream().map(CountBatch.Count::policy).toArray(String[]::new),
                        counts.stream().map(CountBatch.Count::count).toArray(Integer[]::new),
                        counts.stream().map(CountBatch.Count::hourStart).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** Deletes the limits of addresses that hold nobody any more; the record itself is kept for a while. */
    Uni<Void> forget() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    /** The last hundred rows of a user, newest first; empty if there is no such user. */
    Uni<Optional<List<RateLimitView>>> of(UUID userId) {
        return pool.preparedQuery(OF_USER).execute(Tuple.of(userId)).map(RateLimitRecord::views);
    }

    private static Optional<List<RateLimitView>> views(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("endpoint") != null)
                .map(row -> new RateLimitView(
                        row.getString("endpoint"),
                        row.getInteger("request_count"),
                        row.getOffsetDateTime("window_start").toInstant()))
                .toList());
    }
}
