package io.medianest.runtime.ratelimit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Decides in the database while Redis is away. A user's limit of an hour goes by the record {@code rate_limits}, so that
 * what Redis has counted up to then still counts; any other limit by a row of its own.
 */
@ApplicationScoped
class DatabaseDecisions {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String BY_RECORD = "select allowed, used, resets_at from auth.take_rate_limit($1, $2, $3)";
    private static final String BY_KEY =
            "select allowed, remaining, reset_micros, retry_micros from auth.take_keyed_limit($1, $2, $3, $4)";

    private final Pool pool;

    DatabaseDecisions(Pool pool) {
        this.pool = pool;
    }

    /** Takes one, if it is left. */
    Uni<LimitDecision> take(RateLimitPolicy policy, LimitSubject subject) {
        if (!isRecorded(policy, subject)) {
            return byKey(policy, subject, 1);
        }
        return pool.preparedQuery(BY_RECORD)
                .execute(Tuple.of(subject.userId(), policy.name(), policy.rate().count()))
                .map(rows -> recorded(policy, rows.iterator().next()));
    }

    /** Takes none for long, and tells what is left. */
    Uni<LimitDecision> look(RateLimitPolicy policy, LimitSubject subject) {
        if (isRecorded(policy, subject)) {
            // No more than none is refused, and what is refused counts nothing.
            return pool.preparedQuery(BY_RECORD)
                    .execute(Tuple.of(subject.userId(), policy.name(), 0))
                    .map(rows -> recorded(policy, rows.iterator().next()));
        }
        return byKey(policy, subject, 1)
                .chain(taken -> taken.allowed()
                        ? byKey(policy, subject, -1)
                        : Uni.createFrom().item(taken));
    }

    /** Gives back one that was taken. */
    Uni<LimitDecision> giveBack(RateLimitPolicy policy, LimitSubject subject) {
        return byKey(policy, subject, -1);
    }

    private static boolean isRecorded(RateLimitPolicy policy, LimitSubject subject) {
        return subject.userId() != null && policy.rate().period().equals(HOUR);
    }

    private Uni<LimitDecision> byKey(RateLimitPolicy policy, LimitSubject subject, int cost) {
        return pool.preparedQuery(BY_KEY)
                .execute(Tuple.of(
                        subject.key(policy),
                        policy.rate().count(),
                        policy.rate().intervalMicros(),
                        cost))
                .map(rows -> keyed(policy, rows));
    }

    private static LimitDecision keyed(RateLimitPolicy policy, RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return LimitDecision.ofMicros(policy, row.getBoolean("allowed"), new long[] {
            row.getLong("remaining"), row.getLong("reset_micros"), row.getLong("retry_micros")
        });
    }

    private static LimitDecision recorded(RateLimitPolicy policy, Row row) {
        OffsetDateTime resetsAt = row.getOffsetDateTime("resets_at");
        Duration reset = Duration.between(Instant.now(), resetsAt.toInstant());
        Duration positive = reset.isNegative() ? Duration.ZERO : reset;
        int remaining = Math.max(0, policy.rate().count() - row.getInteger("used"));
        return new LimitDecision(
                policy, row.getBoolean("allowed"), remaining, positive, remaining > 0 ? Duration.ZERO : positive);
    }
}
