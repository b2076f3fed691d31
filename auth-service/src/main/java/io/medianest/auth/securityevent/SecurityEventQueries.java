package io.medianest.auth.securityevent;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads security events straight from the pool. */
@ApplicationScoped
class SecurityEventQueries {
    private static final String COLUMNS = """
            select id, type, suspicious, device_id, host(ip) as ip, user_agent, detail, created_at
              from security_events where user_id = $1
            """;
    private static final String ORDER = " order by created_at desc, id desc limit $2";
    private static final String FIRST = COLUMNS + ORDER;
    private static final String FURTHER = COLUMNS + " and (created_at, id) < ($3, $4)" + ORDER;

    private final Pool pool;

    SecurityEventQueries(Pool pool) {
        this.pool = pool;
    }

    /** One page of what happened to a user, newest first; empty if there is no such user. */
    Uni<Page<SecurityEventView>> list(UUID userId, PageRequest page) {
        Position after = page.after();
        var rows = after == null
                ? pool.preparedQuery(FIRST).execute(Tuple.of(userId, page.fetch()))
                : pool.preparedQuery(FURTHER)
                        .execute(Tuple.of(
                                userId,
                                page.fetch(),
                                OffsetDateTime.ofInstant(after.createdAt(), ZoneOffset.UTC),
                                after.id()));
        return rows.map(found -> {
            List<SecurityEventView> events = new ArrayList<>(found.size());
            found.forEach(row -> events.add(view(row)));
            return Page.of(events, page, event -> new Position(event.createdAt(), event.id()));
        });
    }

    private static SecurityEventView view(Row row) {
        JsonObject detail = row.getJsonObject("detail");
        return new SecurityEventView(
                row.getUUID("id"),
                row.getString("type"),
                row.getBoolean("suspicious"),
                row.getUUID("device_id"),
                row.getString("ip"),
                row.getString("user_agent"),
                detail == null ? Map.of() : detail.getMap(),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
