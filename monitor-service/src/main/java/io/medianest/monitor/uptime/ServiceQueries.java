package io.medianest.monitor.uptime;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads how services are, each answer by one prepared statement. Uptime comes from the running sums of state intervals:
 * for any window two places of an index, so that it is exact to the millisecond at the cost of a few rows.
 */
@ApplicationScoped
class ServiceQueries {
    private static final String SELECT = """
            select s.service_name, s.status, s.response_time_ms, s.last_check_at, s.uptime_percentage, s.enabled,
              p.h24, p.d7, p.d30, p.d90,
              exists (select from maintenance_windows m where (m.service_id is null or m.service_id = s.id)
                      and m.starts_at <= t.at and m.ends_at > t.at) as maintenance
            from service_status s
            """ + UptimeSql.AT + UptimeSql.OF_S;
    /**
     * The number follows as it is: with a parameter there PostgreSQL would expect a tenth of all services, and plan anew
     * each time, which takes longer than the reading.
     */
    private static final String PAGE = SELECT + " where s.service_name > $2 order by s.service_name limit ";

    private static final String ONE = SELECT + " where s.service_name = $2";
    /** Leaves out who is being recorded just now: waiting for several while they wait for one another never ends. */
    private static final String REFRESH = """
            with now as (select s.id, p.d30 from service_status s
            """ + UptimeSql.AT + UptimeSql.OF_S + """
            ), free as (
              select o.id, now.d30 from service_status o join now on now.id = o.id
              where now.d30 is distinct from o.uptime_percentage
              for no key update of o skip locked)
            update service_status o set uptime_percentage = free.d30 from free where free.id = o.id
            """;

    private final Pool pool;

    ServiceQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * Services by name.
     *
     * @param at as of when; null for now
     * @param after the name after which to begin; empty for the first
     * @param most a few different numbers only: each is a statement of its own
     */
    Uni<List<ServiceView>> page(@Nullable OffsetDateTime at, String after, int most) {
        return pool.preparedQuery(PAGE + most).execute(Tuple.of(at, after)).map(ServiceQueries::views);
    }

    /** One service; empty if there is none of that name. */
    Uni<Optional<ServiceView>> one(String name) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of((OffsetDateTime) null, name))
                .map(rows -> views(rows).stream().findFirst());
    }

    /** Writes uptime_percentage anew wherever it has changed; answers how often that was. */
    Uni<Integer> refresh() {
        return pool.preparedQuery(REFRESH)
                .execute(Tuple.of((OffsetDateTime) null))
                .map(RowSet::rowCount);
    }

    private static List<ServiceView> views(RowSet<Row> rows) {
        List<ServiceView> views = new ArrayList<>();
        for (Row row : rows) {
            OffsetDateTime checked = row.getOffsetDateTime("last_check_at");
            views.add(new ServiceView(
                    row.getString("service_name"),
                    row.getString("status"),
                    row.getInteger("response_time_ms"),
                    checked == null ? null : checked.toInstant(),
                    row.getBigDecimal("uptime_percentage"),
                    new UptimeView(
                            row.getBigDecimal("h24"),
                            row.getBigDecimal("d7"),
                            row.getBigDecimal("d30"),
                            row.getBigDecimal("d90")),
                    row.getBoolean("enabled"),
                    row.getBoolean("maintenance")));
        }
        return views;
    }
}
