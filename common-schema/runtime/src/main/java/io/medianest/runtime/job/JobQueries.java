package io.medianest.runtime.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** The table {@code jobs} of the service's slice: whoever gets a row's lease does that work. */
@ApplicationScoped
public class JobQueries {
    private static final int MAX_OUTCOME = 500;
    private static final String TAKE = """
            insert into jobs as j (name, lease_owner, lease_until, last_started_at)
            values ($1, $2, now() + $3 * interval '1 millisecond', now())
            on conflict (name) do update
               set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until,
                   last_started_at = excluded.last_started_at, requested_at = null
             where (j.lease_until is null or j.lease_until < now())
               and (j.requested_at is not null or j.next_run_at is null or j.next_run_at <= now())
            """;
    private static final String KEEP =
            "update jobs set lease_until = now() + $3 * interval '1 millisecond' where name = $1 and lease_owner = $2";
    private static final String SUCCEED = """
            update jobs set lease_owner = null, lease_until = null, last_success_at = now(), last_outcome = $3,
                            last_error = null, next_run_at = now() + $4 * interval '1 millisecond'
             where name = $1 and lease_owner = $2
            """;
    private static final String FAIL = """
            update jobs set lease_owner = null, lease_until = null, last_error = $3,
                            next_run_at = now() + $4 * interval '1 millisecond'
             where name = $1 and lease_owner = $2
            """;

    private final Pool pool;
    private final String owner = UUID.randomUUID().toString();

    JobQueries(Pool pool) {
        this.pool = pool;
    }

    /** Takes the work if it is due or asked for, and nobody is at it. */
    public Uni<Boolean> take(String job, Duration lease) {
        return changed(TAKE, Tuple.of(job, owner, lease.toMillis()));
    }

    /** Whether the work still is this instance's. */
    public Uni<Boolean> keep(String job, Duration lease) {
        return changed(KEEP, Tuple.of(job, owner, lease.toMillis()));
    }

    /** Notes that it went well, what came of it, and when it is next due. */
    public Uni<Void> succeed(String job, String outcome, Duration next) {
        return changed(SUCCEED, Tuple.of(job, owner, shortened(outcome), next.toMillis()))
                .replaceWithVoid();
    }

    /** Notes that it went wrong, why, and when it is tried again. */
    public Uni<Void> fail(String job, String error, Duration next) {
        return changed(FAIL, Tuple.of(job, owner, shortened(error), next.toMillis()))
                .replaceWithVoid();
    }

    private Uni<Boolean> changed(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(RowSet::rowCount).map(count -> count == 1);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), MAX_OUTCOME));
    }
}
