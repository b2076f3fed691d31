package io.medianest.monitor.incident;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads incidents, newest first. */
@ApplicationScoped
class IncidentQueries {
    private static final String SELECT = """
            select i.id, s.service_name, i.severity, i.cause, i.started_at, i.ended_at,
              cast(round(extract(epoch from coalesce(i.ended_at, greatest(now(), i.started_at)) - i.started_at) * 1000)
                   as bigint) as duration_ms
            from incidents i join service_status s on s.id = i.service_id
            """;
    private static final String AFTER = " (i.started_at, i.id) < ($1, $2) ";
    private static final String ORDER = " order by i.started_at desc, i.id desc limit $3";
    private static final String ALL = SELECT + " where " + AFTER + ORDER;
    private static final String OF_ONE = SELECT + " where i.service_id = $4 and " + AFTER + ORDER;
    private static final String SERVICE = "select id from service_status where service_name = $1";

    /** Comes before everything: after it the first page starts. */
    private static final Position TOP = new Position(
            OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant(), new UUID(-1, -1));

    private final Pool pool;

    IncidentQueries(Pool pool) {
        this.pool = pool;
    }

    /** Those of all services. */
    Uni<Page<IncidentView>> all(PageRequest request) {
        return pool.preparedQuery(ALL).execute(arguments(request)).map(rows -> page(rows, request));
    }

    /** Those of one service; 404 if there is none of that name. */
    Uni<Page<IncidentView>> of(String service, PageRequest request) {
        return pool.preparedQuery(SERVICE)
                .execute(Tuple.of(service))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw ProblemException.notFound("service");
                    }
                    return rows.iterator().next().getInteger("id");
                })
                .chain(id ->
                        pool.preparedQuery(OF_ONE).execute(arguments(request).addInteger(id)))
                .map(rows -> page(rows, request));
    }

    private static Tuple arguments(PageRequest request) {
        Position after = request.after() == null ? TOP : request.after();
        return Tuple.of(after.createdAt().atOffset(ZoneOffset.UTC), after.id(), request.fetch());
    }

    private static Page<IncidentView> page(RowSet<Row> rows, PageRequest request) {
        List<IncidentView> incidents = new ArrayList<>();
        rows.forEach(row -> incidents.add(view(row)));
        return Page.of(incidents, request, incident -> new Position(incident.startedAt(), incident.id()));
    }

    private static IncidentView view(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new IncidentView(
                row.getUUID("id"),
                row.getString("service_name"),
                row.getString("severity"),
                row.getString("cause"),
                row.getOffsetDateTime("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getLong("duration_ms"));
    }
}
