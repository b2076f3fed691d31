package io.medianest.media.status;

import io.medianest.media.status.OverseerrStatusView.WaitingRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Counts what waits for Overseerr. */
@ApplicationScoped
class WaitingQueries {
    private static final String WAITING = """
            select count(*)::int as length, min(decided_at) as oldest,
              (array_agg(last_error order by updated_at desc) filter (where last_error is not null))[1] as last_error,
              (select count(*)::int from parked_webhooks) as webhooks,
              (select last_success_at from sync_state where name = 'poll') as polled_at
            from media_requests where submission_state in ('queued', 'sending')
            """;

    private final Pool pool;

    WaitingQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * What waits.
     *
     * @param webhooks how many webhooks
     * @param polledAt when any instance last asked Overseerr with success; null if none did
     */
    record Waiting(
            WaitingRequests queue, int webhooks, @Nullable Instant polledAt) {}

    /** What waits now. */
    Uni<Waiting> now() {
        return pool.query(WAITING).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Waiting(
                    new WaitingRequests(
                            row.getInteger("length"),
                            instant(row.getOffsetDateTime("oldest")),
                            row.getString("last_error")),
                    row.getInteger("webhooks"),
                    instant(row.getOffsetDateTime("polled_at")));
        });
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
