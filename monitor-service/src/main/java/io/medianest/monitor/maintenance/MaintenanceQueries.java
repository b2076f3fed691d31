package io.medianest.monitor.maintenance;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads maintenance, what begins last first. */
@ApplicationScoped
class MaintenanceQueries {
    private static final String PAGE = """
            select m.id, s.service_name, m.title, m.starts_at, m.ends_at, m.created_by, m.created_at
            from maintenance_windows m left join service_status s on s.id = m.service_id
            where $1::timestamptz is null or (m.starts_at, m.id) < ($1, $2)
            order by m.starts_at desc, m.id desc limit $3
            """;

    private final Pool pool;

    MaintenanceQueries(Pool pool) {
        this.pool = pool;
    }

    /** All, past ones too. */
    Uni<Page<MaintenanceWindowView>> page(PageRequest request) {
        Position after = request.after();
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(
                        after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC),
                        after == null ? null : after.id(),
                        request.fetch()))
                .map(rows -> {
                    List<MaintenanceWindowView> windows = new ArrayList<>();
                    rows.forEach(row -> windows.add(view(row)));
                    return Page.of(windows, request, window -> new Position(window.startsAt(), window.id()));
                });
    }

    private static MaintenanceWindowView view(Row row) {
        return new MaintenanceWindowView(
                row.getUUID("id"),
                row.getString("service_name"),
                row.getString("title"),
                row.getOffsetDateTime("starts_at").toInstant(),
                row.getOffsetDateTime("ends_at").toInstant(),
                row.getUUID("created_by"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
