package io.medianest.monitor.stats;

import io.medianest.monitor.stats.Stats.EndpointErrors;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts, within a bounded time. */
@ApplicationScoped
class StatsQueries {
    private static final String AT_MOST = "set local statement_timeout = '2s'";
    private static final Map<String, String> COUNTS = new LinkedHashMap<>();
    /** The seed's "error rate by endpoint", by templates of paths: a path for each film would be no rate. */
    private static final String ERRORS = """
            select coalesce(l.service, 'unknown') as service, l.request_method as method,
                   coalesce(l.route, 'other') as route,
                   cast(sum(coalesce(cast(l.metadata ->> 'count' as bigint), 1)) as bigint) as errors
            from error_logs l
            where l.created_at >= now() - interval '24 hours'
            group by 1, 2, 3 order by errors desc, 1, 2, 3 limit 50
            """;

    static {
        COUNTS.put("sessions", """
                select 'sessions' as what, v.kind, v.number
                from auth.session_counts c, lateral (values ('browser', c.sessions), ('device', c.devices)) v(kind, number)
                """);
        COUNTS.put(
                "users",
                "select 'users' as what, status as kind, count(*) as number from auth.user_directory"
                        + " group by status");
        COUNTS.put(
                "services",
                "select 'services' as what, coalesce(status, 'unknown') as kind, count(*) as number"
                        + " from service_status where enabled group by status");
        COUNTS.put(
                "requests",
                "select 'requests' as what, status as kind, requests as number" + " from media.request_counts");
        COUNTS.put(
                "downloads",
                "select 'downloads' as what, status as kind, downloads as number" + " from youtube.download_counts");
    }

    private final Pool pool;
    private final MeterRegistry metrics;

    StatsQueries(Pool pool, MeterRegistry metrics) {
        this.pool = pool;
        this.metrics = metrics;
    }

    /** Counts now; fails if one count takes longer than two seconds. */
    Uni<Stats> sample() {
        Map<String, Map<String, Long>> found = new HashMap<>();
        return pool.withTransaction(connection -> {
                    Uni<Void> counted = connection.query(AT_MOST).execute().replaceWithVoid();
                    for (Map.Entry<String, String> count : COUNTS.entrySet()) {
                        counted = counted.chain(() -> timed(connection, count.getKey(), count.getValue()))
                                .invoke(rows -> add(rows, found))
                                .replaceWithVoid();
                    }
                    return counted.chain(() -> timed(connection, "errors", ERRORS));
                })
                .map(errors -> stats(found, errors));
    }

    private Uni<RowSet<Row>> timed(SqlConnection connection, String what, String query) {
        Timer.Sample started = Timer.start(metrics);
        return connection
                .query(query)
                .execute()
                .onTermination()
                .invoke(() -> started.stop(Timer.builder("medianest.monitor.sampling")
                        .description("How long counting took, which is done once a minute")
                        .tag("what", what)
                        .register(metrics)));
    }

    private static void add(RowSet<Row> rows, Map<String, Map<String, Long>> found) {
        rows.forEach(row -> found.computeIfAbsent(row.getString("what"), what -> new HashMap<>())
                .merge(row.getString("kind"), row.getLong("number"), Long::sum));
    }

    private static Stats stats(Map<String, Map<String, Long>> found, RowSet<Row> failed) {
        List<EndpointErrors> errors = new ArrayList<>();
        failed.forEach(row -> errors.add(new EndpointErrors(
                row.getString("service"), row.getString("method"), row.getString("route"), row.getLong("errors"))));
        Map<String, Long> sessions = found.getOrDefault("sessions", Map.of());
        return new Stats(
                Instant.now(),
                sessions.getOrDefault("browser", 0L),
                sessions.getOrDefault("device", 0L),
                found.getOrDefault("users", Map.of()),
                found.getOrDefault("requests", Map.of()),
                found.getOrDefault("downloads", Map.of()),
                found.getOrDefault("services", Map.of()),
                errors);
    }
}
