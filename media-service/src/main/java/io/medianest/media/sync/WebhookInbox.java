package io.medianest.media.sync;

import io.medianest.runtime.correlation.Correlation;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks that wait to be looked at, in the database: one that comes before we know the request it speaks of waits
 * until we do, and none is lost when this instance stops. Machinery, not facts, so without an audit trail.
 */
@ApplicationScoped
class WebhookInbox {
    private static final Logger LOG = Logger.getLogger(WebhookInbox.class);
    private static final String KEEP = """
            insert into parked_webhooks (overseerr_id, notification_type, payload, correlation_id, expires_at)
            select $1::varchar, $2::varchar, '{}', $3::varchar, now() + $4::bigint * interval '1 millisecond'
            where (select count(*) from parked_webhooks) < $5
            """;
    private static final String DUE = """
            select w.id, w.overseerr_id, w.attempts, w.correlation_id,
              (select r.id from media_requests r where r.overseerr_id = w.overseerr_id
               and r.status in ('processing', 'available', 'completed', 'failed', 'archived')
               order by r.created_at desc limit 1) as request_id
            from parked_webhooks w
            where w.next_attempt_at <= now()
            order by w.attempts > 0, w.received_at
            limit $1
            """;
    private static final String LATER = """
            update parked_webhooks set attempts = attempts + 1, last_error = $2,
              next_attempt_at = now() + $3::bigint * interval '1 millisecond'
            where id = $1
            """;
    private static final String DONE = "delete from parked_webhooks where id = $1";
    private static final String EXPIRED = "delete from parked_webhooks where expires_at < now()";
    private static final int MAX_ERROR = 500;

    private final Pool pool;
    private final SyncConfig config;
    private final MeterRegistry metrics;

    WebhookInbox(Pool pool, SyncConfig config, MeterRegistry metrics) {
        this.pool = pool;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * A webhook that is due.
     *
     * @param requestId our request that it speaks of; null while Overseerr's number is not known here
     */
    record Waiting(
            UUID id,
            String overseerrId,
            int attempts,
            @Nullable String correlationId,
            @Nullable UUID requestId) {}

    /** Keeps one, unless too many wait already: polling makes up for those that are dropped. */
    Uni<Void> keep(Notice notice) {
        metrics.counter("medianest.media.webhooks", "type", notice.type()).increment();
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        notice.overseerrId(),
                        notice.type(),
                        Correlation.current().id(),
                        config.webhooksKept().toMillis(),
                        config.mostWebhooks()))
                .invoke(kept -> {
                    if (kept.rowCount() == 0) {
                        metrics.counter("medianest.media.webhooks.dropped").increment();
                        LOG.warnf("%d webhooks wait already; one is dropped", config.mostWebhooks());
                    }
                })
                .replaceWithVoid();
    }

    /** Those that are due: new ones first, in the order in which they came. */
    Uni<List<Waiting>> due(int limit) {
        return pool.preparedQuery(DUE).execute(Tuple.of(limit)).map(rows -> {
            List<Waiting> due = new ArrayList<>();
            for (Row row : rows) {
                due.add(new Waiting(
                        row.getUUID("id"),
                        row.getString("overseerr_id"),
                        row.getInteger("attempts"),
                        row.getString("correlation_id"),
                        row.getUUID("request_id")));
            }
            return due;
        });
    }

    /** It is to be looked at again after the pause. */
    Uni<Void> later(Waiting webhook, String why, Duration pause) {
        return pool.preparedQuery(LATER)
                .execute(Tuple.of(webhook.id(), why.substring(0, Math.min(why.length(), MAX_ERROR)), pause.toMillis()))
                .replaceWithVoid();
    }

    /** It has been looked at. */
    Uni<Void> done(Waiting webhook) {
        return pool.preparedQuery(DONE).execute(Tuple.of(webhook.id())).replaceWithVoid();
    }

    /** Forgets those that never became known: about requests that were not made here. */
    Uni<Void> forgetExpired() {
        return pool.preparedQuery(EXPIRED).execute().replaceWithVoid();
    }
}
