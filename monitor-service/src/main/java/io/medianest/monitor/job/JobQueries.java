package io.medianest.monitor.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the services note of their recurring work. */
@ApplicationScoped
class JobQueries {
    private static final int MOST = 100;
    private static final String ALL = """
            select 'auth-service' as service, name, last_started_at, last_success_at, last_outcome, last_error,
                   next_run_at, requested_at, running
            from auth.job_states
            union all
            select 'media-service', name, last_started_at, last_success_at, null, last_error,
                   null, requested_at, running
            from media.job_states
            union all
            select case name when 'maintain' then 'medianest-database' when 'backup' then 'medianest-backup'
                   else 'monitor-service' end, name,
                   last_started_at, last_success_at, last_outcome, last_error, next_run_at, requested_at,
                   coalesce(lease_until > now(), false)
            from jobs
            order by service, name
            limit $1
            """;
    private final Pool pool;

    JobQueries(Pool pool) {
        this.pool = pool;
    }

    /** All work that a service has entered, by service and name. */
    Uni<List<Job>> all() {
        return pool.preparedQuery(ALL).execute(Tuple.of(MOST)).map(rows -> {
            List<Job> jobs = new ArrayList<>();
            rows.forEach(row -> jobs.add(read(row)));
            return jobs;
        });
    }

    /** One; empty if there is none of that name. */
    Uni<Optional<Job>> find(String name) {
        return all().map(jobs ->
                jobs.stream().filter(job -> job.name().equals(name)).findFirst());
    }

    private static Job read(Row row) {
        Instant started = time(row, "last_started_at");
        Instant succeeded = time(row, "last_success_at");
        JobState state = state(row, succeeded);
        Long duration = state != JobState.DONE || started == null || succeeded == null || succeeded.isBefore(started)
                ? null
                : Duration.between(started, succeeded).toMillis();
        return new Job(
                row.getString("name"),
                row.getString("service"),
                state,
                started,
                succeeded,
                duration,
                row.getString("last_outcome"),
                row.getString("last_error"),
                time(row, "next_run_at"),
                time(row, "requested_at"));
    }

    private static JobState state(Row row, @Nullable Instant succeeded) {
        if (row.getBoolean("running")) {
            return JobState.RUNNING;
        }
        if (row.getString("last_error") != null) {
            return JobState.FAILED;
        }
        return succeeded == null ? JobState.WAITING : JobState.DONE;
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
