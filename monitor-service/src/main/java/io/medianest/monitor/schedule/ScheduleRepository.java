package io.medianest.monitor.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.medianest.monitor.state.Interval;
import io.medianest.monitor.state.ServiceState;
import io.medianest.monitor.state.Sums;
import io.medianest.monitor.state.Timeline;
import io.medianest.monitor.state.Watch;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose turn it is to be looked at. */
@ApplicationScoped
class ScheduleRepository {
    private static final String TAKE = """
            with due as (
              select service_id, next_check_at from probe_schedule where next_check_at <= now()
              order by next_check_at limit ?2 for update skip locked),
            taken as (
              update probe_schedule p
              set lease_owner = ?1,
                  next_check_at = now() + cast(?3 as bigint) * interval '1 millisecond'
                    + coalesce((select cast(c.config_data ->> 'timeoutMs' as int)
                                from service_config c join service_status s on s.service_name = c.service_name
                                where s.id = p.service_id), 5000) * interval '1 millisecond'
              from due where p.service_id = due.service_id
              returning p.service_id, due.next_check_at as due_at, p.watch, p.edge_at)
            select t.service_id as service_id, s.service_name as service_name, s.enabled as enabled,
              cast(extract(epoch from now() - t.due_at) * 1000 as bigint) as lag_ms, cast(t.watch as text) as watch,
              cast(round(extract(epoch from t.edge_at) * 1000) as bigint) as edge_ms,
              cast(round(extract(epoch from i.started_at) * 1000) as bigint) as started_ms, i.status as state,
              i.cum_down_ms as down_ms, i.cum_degraded_ms as degraded_ms, i.cum_excluded_ms as excluded_ms
            from taken t
            join service_status s on s.id = t.service_id
            left join lateral (
              select * from service_state_intervals i where i.service_id = t.service_id
              order by i.started_at desc limit 1) i on true
            """;
    private static final String RELEASE = """
            update probe_schedule p
            set lease_owner = null, watch = r.watch,
                next_check_at = now() + r.next_ms * interval '1 millisecond',
                edge_at = to_timestamp(r.edge_ms / 1000.0)
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb))
              as r(service_id int, owner uuid, next_ms bigint, watch jsonb, edge_ms bigint)
            where p.service_id = r.service_id and p.lease_owner = r.owner
            returning p.service_id as service_id
            """;
    private static final String GIVE_BACK = """
            update probe_schedule set lease_owner = null, next_check_at = now()
            where lease_owner = any(cast(cast(?1 as text) as uuid[]))
            """;

    private static final String HASTEN = """
            update probe_schedule p set next_check_at = now() from service_status s
            where s.id = p.service_id and s.service_name = ?1 and p.lease_owner is null
            """;

    private final ObjectMapper json;

    ScheduleRepository(ObjectMapper json) {
        this.json = json;
    }

    /**
     * One service after its turn.
     *
     * @param nextMs how many milliseconds until the next one
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Release(
            int serviceId,
            UUID owner,
            long nextMs,
            Watch watch,
            @Nullable Long edgeMs) {}

    /**
     * Takes services whose turn it is, the longest due first.
     *
     * @param most how many
     * @param lease how much longer than its time-out each is this instance's
     */
    Uni<List<Taken>> take(int most, Duration lease) {
        UUID owner = UUID.randomUUID();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE, Tuple.class)
                        .setParameter(1, owner)
                        .setParameter(2, most)
                        .setParameter(3, lease.toMillis())
                        .getResultList())
                .map(rows -> rows.stream().map(row -> taken(owner, row)).toList());
    }

    /** Sets their next turns; answers those that were still this instance's. */
    Uni<Set<Integer>> release(List<Release> releases) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RELEASE, Tuple.class)
                        .setParameter(1, written(releases))
                        .getResultList())
                .map(rows -> {
                    Set<Integer> released = new HashSet<>();
                    rows.forEach(row -> released.add(row.get("service_id", Integer.class)));
                    return released;
                });
    }

    /** Makes it a service's turn, unless it is somebody's already. */
    Uni<Void> hasten(String service) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HASTEN)
                        .setParameter(1, service)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Has others look at once at what this instance has taken. */
    Uni<Void> giveBack(Set<UUID> owners) {
        String all = String.join(",", owners.stream().map(UUID::toString).toList());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(GIVE_BACK)
                        .setParameter(1, "{" + all + "}")
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Taken taken(UUID owner, Tuple row) {
        String watch = row.get("watch", String.class);
        Long edge = row.get("edge_ms", Long.class);
        Timeline timeline = new Timeline(
                watch == null ? Watch.NEW : read(watch), last(row), edge == null ? null : Instant.ofEpochMilli(edge));
        return new Taken(
                row.get("service_id", Integer.class),
                row.get("service_name", String.class),
                row.get("enabled", Boolean.class),
                owner,
                row.get("lag_ms", Long.class),
                timeline);
    }

    private static @Nullable Interval last(Tuple row) {
        Long started = row.get("started_ms", Long.class);
        return started == null
                ? null
                : new Interval(
                        Instant.ofEpochMilli(started),
                        ServiceState.of(row.get("state", String.class)),
                        new Sums(
                                row.get("down_ms", Long.class),
                                row.get("degraded_ms", Long.class),
                                row.get("excluded_ms", Long.class)),
                        null);
    }

    private Watch read(String text) {
        try {
            return json.readValue(text, Watch.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column of JSON is none", e);
        }
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
