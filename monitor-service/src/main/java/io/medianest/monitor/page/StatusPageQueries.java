package io.medianest.monitor.page;

import io.medianest.monitor.page.StatusPage.PublicIncident;
import io.medianest.monitor.page.StatusPage.PublicMaintenance;
import io.medianest.monitor.uptime.UptimeSql;
import io.medianest.monitor.uptime.UptimeView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what is public, and nothing else. */
@ApplicationScoped
class StatusPageQueries {
    /** Services that are used and marked public, under the name for people. */
    private static final String PUBLIC = """
            (select s.id, coalesce(c.config_data ->> 'displayName', s.service_name) as display_name
             from service_status s join service_config c on c.service_name = s.service_name
             where c.enabled and s.enabled and c.config_data @> '{"public": true}') s
            """;

    private static final String SERVICES =
            """
            select s.id, s.display_name, case when z.status <> 'disabled' then z.status else 'unknown' end as state,
              z.started_at as since,
              p.h24, p.d7, p.d30, p.d90
            from
            """ + PUBLIC + UptimeSql.AT + UptimeSql.OF_S + " order by lower(s.display_name), s.id limit 100";
    private static final String INCIDENTS = """
            (select s.display_name, i.severity, i.started_at, i.ended_at
             from incidents i join %1$s on s.id = i.service_id
             where i.ended_at is null order by i.started_at desc, i.id desc limit 50)
            union all
            (select s.display_name, i.severity, i.started_at, i.ended_at
             from incidents i join %1$s on s.id = i.service_id
             where i.ended_at is not null and i.started_at > now() - interval '90 days'
             order by i.started_at desc, i.id desc limit 20)
            """.formatted(PUBLIC);
    private static final String MAINTENANCE = """
            select s.display_name, m.title, m.starts_at, m.ends_at
            from maintenance_windows m left join %1$s on s.id = m.service_id
            where m.ends_at > now() and (s.id is not null or m.service_id is null and exists (select from %1$s))
            order by m.starts_at, m.id limit 20
            """.formatted(PUBLIC);

    private final Pool pool;

    /** A service without its days. */
    record Present(
            int id,
            String displayName,
            String state,
            @Nullable Instant since,
            UptimeView uptime) {}

    StatusPageQueries(Pool pool) {
        this.pool = pool;
    }

    /** The services by display name. */
    Uni<List<Present>> services() {
        return rows(
                SERVICES,
                Tuple.of((OffsetDateTime) null),
                row -> new Present(
                        row.getInteger("id"),
                        row.getString("display_name"),
                        row.getString("state"),
                        instant(row, "since"),
                        new UptimeView(
                                row.getBigDecimal("h24"),
                                row.getBigDecimal("d7"),
                                row.getBigDecimal("d30"),
                                row.getBigDecimal("d90"))));
    }

    /** Open incidents and the last that are over, of each the latest first. */
    Uni<List<PublicIncident>> incidents() {
        return rows(
                INCIDENTS,
                Tuple.tuple(),
                row -> new PublicIncident(
                        row.getString("display_name"),
                        row.getString("severity"),
                        row.getOffsetDateTime("started_at").toInstant(),
                        instant(row, "ended_at")));
    }

    /** Maintenance of one of them, or of all, now and to come. */
    Uni<List<PublicMaintenance>> maintenance() {
        return rows(
                MAINTENANCE,
                Tuple.tuple(),
                row -> new PublicMaintenance(
                        row.getString("display_name"),
                        row.getString("title"),
                        row.getOffsetDateTime("starts_at").toInstant(),
                        row.getOffsetDateTime("ends_at").toInstant()));
    }

    private <T> Uni<List<T>> rows(String sql, Tuple parameters, Function<Row, T> read) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
