package io.medianest.monitor.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.medianest.monitor.state.Outage;
import io.medianest.monitor.state.ServiceState;
import io.medianest.monitor.state.Span;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written of services that were looked at, many in one statement. */
@ApplicationScoped
class RecordRepository {
    /** Whoever announces maintenance waits for those who record, and they for it: neither misses the other's. */
    private static final String HOLD_MAINTENANCE =
            "select 1 as held from pg_advisory_xact_lock_shared(hashtext('medianest.monitor.maintenance'))";

    private static final String WINDOWS = """
            select service_id, cast(round(extract(epoch from starts_at) * 1000) as bigint) as from_ms,
              cast(round(extract(epoch from ends_at) * 1000) as bigint) as until_ms
            from maintenance_windows where ends_at > to_timestamp(cast(?1 as bigint) / 1000.0)
            """;
    private static final String STATUS = """
            update service_status s
            set status = r.status, response_time_ms = r.response_ms, last_check_at = to_timestamp(r.at_ms / 1000.0)
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb)) as r(service_id int, status varchar, response_ms int, at_ms bigint)
            where s.id = r.service_id
            """;
    private static final String INTERVALS = """
            insert into service_state_intervals
              (service_id, started_at, status, cum_down_ms, cum_degraded_ms, cum_excluded_ms)
            select r.service_id, to_timestamp(r.at_ms / 1000.0), r.status, r.down_ms, r.degraded_ms, r.excluded_ms
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb))
              as r(service_id int, at_ms bigint, status varchar, down_ms bigint, degraded_ms bigint, excluded_ms bigint)
            on conflict (service_id, started_at) do update
            set status = excluded.status, cum_down_ms = excluded.cum_down_ms,
                cum_degraded_ms = excluded.cum_degraded_ms, cum_excluded_ms = excluded.cum_excluded_ms
            """;
    private static final String ROLLUPS = """
            insert into service_rollups as u
              (service_id, resolution, bucket_start, checks_online, checks_degraded, checks_offline,
               response_ms_sum, response_ms_max, response_ms_buckets)
            select r.service_id, 'hour', to_timestamp(r.at_ms / 1000.0), r.online, r.degraded, r.offline,
              r.sum_ms, r.max_ms, r.buckets
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb))
              as r(service_id int, at_ms bigint, online int, degraded int, offline int, sum_ms bigint, max_ms int,
                   buckets jsonb)
            on conflict (service_id, resolution, bucket_start) do update
            set checks_online = u.checks_online + excluded.checks_online,
                checks_degraded = u.checks_degraded + excluded.checks_degraded,
                checks_offline = u.checks_offline + excluded.checks_offline,
                response_ms_sum = u.response_ms_sum + excluded.response_ms_sum,
                response_ms_max = greatest(u.response_ms_max, excluded.response_ms_max),
                response_ms_buckets = monitor.add_buckets(u.response_ms_buckets, excluded.response_ms_buckets)
            """;
    private static final String OPEN = """
            select service_id, severity, cast(round(extract(epoch from started_at) * 1000) as bigint) as from_ms, cause
            from incidents
            where ended_at is null and service_id = any(cast(cast(?1 as text) as int[]))
            """;
    private static final String END = """
            update incidents i set ended_at = to_timestamp(r.until_ms / 1000.0), updated_at = now()
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb)) as r(service_id int, from_ms bigint, until_ms bigint)
            where i.service_id = r.service_id and i.ended_at is null and r.until_ms is not null
            """;
    private static final String BEGIN = """
            insert into incidents (service_id, severity, cause, started_at, ended_at)
            select r.service_id, r.severity, r.cause, to_timestamp(r.from_ms / 1000.0),
              to_timestamp(r.until_ms / 1000.0)
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb))
              as r(service_id int, severity varchar, cause varchar, from_ms bigint, until_ms bigint)
            """;

    private final ObjectMapper json;

    RecordRepository(ObjectMapper json) {
        this.json = json;
    }

    /** A row of service_status after a look. */
    @JsonNaming(SnakeCaseStrategy.class)
    record StatusRow(
            int serviceId,
            @Nullable String status,
            @Nullable Integer responseMs,
            long atMs) {}

    /** A row of service_state_intervals. */
    @JsonNaming(SnakeCaseStrategy.class)
    record IntervalRow(int serviceId, long atMs, String status, long downMs, long degradedMs, long excludedMs) {}

    /** What is added to a row of service_rollups. */
    @JsonNaming(SnakeCaseStrategy.class)
    record RollupRow(
            int serviceId,
            long atMs,
            int online,
            int degraded,
            int offline,
            long sumMs,
            @Nullable Integer maxMs,
            Map<String, Integer> buckets) {}

    /** An incident that begins, or the end of the one that lasts. */
    @JsonNaming(SnakeCaseStrategy.class)
    record IncidentRow(
            int serviceId,
            String severity,
            @Nullable String cause,
            long fromMs,
            @Nullable Long untilMs) {}

    /** Maintenance that ends after a time, by service; that of all services under null. */
    Uni<Map<@Nullable Integer, List<Span>>> windows(Instant since) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD_MAINTENANCE, Tuple.class)
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(WINDOWS, Tuple.class)
                                .setParameter(1, since.toEpochMilli())
                                .getResultList()))
                .map(rows -> {
                    Map<@Nullable Integer, List<Span>> windows = new HashMap<>();
                    rows.forEach(row -> windows.computeIfAbsent(
                                    row.get("service_id", Integer.class), id -> new ArrayList<>())
                            .add(new Span(
                                    Instant.ofEpochMilli(row.get("from_ms", Long.class)),
                                    Instant.ofEpochMilli(row.get("until_ms", Long.class)))));
                    return windows;
                });
    }

    /** The outages that last. */
    Uni<Map<Integer, Outage>> open(Collection<Integer> services) {
        String all = String.join(",", services.stream().map(String::valueOf).toList());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OPEN, Tuple.class)
                        .setParameter(1, "{" + all + "}")
                        .getResultList())
                .map(rows -> {
                    Map<Integer, Outage> open = new HashMap<>();
                    rows.forEach(row -> open.put(
                            row.get("service_id", Integer.class),
                            new Outage(
                                    ServiceState.of(row.get("severity", String.class)),
                                    Instant.ofEpochMilli(row.get("from_ms", Long.class)),
                                    null,
                                    row.get("cause", String.class))));
                    return open;
                });
    }

    /** Writes where services stand. */
    Uni<Void> status(List<StatusRow> rows) {
        return write(STATUS, rows);
    }

    /** Writes new intervals, over those that began at the same time. */
    Uni<Void> intervals(List<IntervalRow> rows) {
        return write(INTERVALS, rows);
    }

    /** Adds to the hours. */
    Uni<Void> rollups(List<RollupRow> rows) {
        return write(ROLLUPS, rows);
    }

    /** Ends incidents. */
    Uni<Void> end(List<IncidentRow> rows) {
        return write(END, rows);
    }

    /** Begins incidents. */
    Uni<Void> begin(List<IncidentRow> rows) {
        return write(BEGIN, rows);
    }

    private Uni<Void> write(String statement, List<?> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter(1, written(rows))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private String written(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
