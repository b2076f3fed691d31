package io.medianest.monitor.config;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads who changed what of a service's configuration, deleted ones of the same name included. */
@ApplicationScoped
class ServiceConfigTrail {
    private static final String CHANGES = """
            select id, created_at, operation, changes::text as changes, actor_id, correlation_id
            from audit.changes
            where schema_name = 'monitor' and table_name = 'service_config'
              and row_id in (
                select row_id from audit.changes
                where schema_name = 'monitor' and table_name = 'service_config' and operation = 'insert'
                  and changes #>> '{service_name,new}' = $1
                union select id::text from service_config where service_name = $1)
              and ($2::timestamptz is null or (created_at, id) < ($2, $3))
            order by created_at desc, id desc
            limit $4
            """;

    private final Pool pool;
    private final ServiceConfigQueries queries;

    ServiceConfigTrail(Pool pool, ServiceConfigQueries queries) {
        this.pool = pool;
        this.queries = queries;
    }

    private record Numbered(long id, ServiceConfigChange change) {}

    /** The changes of a service's configuration, newest first. */
    Uni<Page<ServiceConfigChange>> of(String name, PageRequest request) {
        Position after = request.after();
        return pool.preparedQuery(CHANGES)
                .execute(Tuple.of(
                        name,
                        after == null ? null : time(after.createdAt()),
                        after == null ? 0 : after.id().getLeastSignificantBits(),
                        request.fetch()))
                .map(rows -> {
                    List<Numbered> all = new ArrayList<>();
                    rows.forEach(row -> all.add(read(row)));
                    Page<Numbered> page = Page.of(all, request, ServiceConfigTrail::position);
                    return new Page<>(
                            page.items().stream().map(Numbered::change).toList(), page.nextCursor());
                });
    }

    private Numbered read(Row row) {
        return new Numbered(
                row.getLong("id"),
                new ServiceConfigChange(
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getString("operation"),
                        queries.read(row.getString("changes")),
                        row.getString("actor_id"),
                        row.getString("correlation_id")));
    }

    /** Numbers of the trail stand in the place of ids. */
    private static Position position(Numbered row) {
        return new Position(row.change().at(), new UUID(0, row.id()));
    }

    private static @Nullable OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
