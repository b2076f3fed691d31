package io.medianest.monitor.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.monitor.audit.AuditEntry.Actor;
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
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the trail that the database's triggers write. */
@ApplicationScoped
public class AuditQueries {
    private static final String SELECT = """
            select c.id, c.created_at, c.schema_name, c.table_name, c.row_id, c.operation, c.changes::text as changes,
                   c.actor_id, c.correlation_id, u.name as user_name
            from (
                select c.* from audit.changes c
                where CONDITIONS
                order by c.created_at desc, c.id desc
                limit $LIMIT) c
            left join auth.user_directory u on u.id =
                case when c.actor_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then c.actor_id::uuid end
            order by c.created_at desc, c.id desc
            """;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int ID_LENGTH = 36;

    private final Pool pool;
    private final ObjectMapper json;

    AuditQueries(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** A page of the entries that the filter lets through, newest first. */
    Uni<Page<AuditEntry>> page(AuditFilter filter, PageRequest request) {
        List<Object> values = new ArrayList<>(filter.values());
        String conditions = filter.conditions();
        Position after = request.after();
        if (after != null) {
            conditions += " and (c.created_at, c.id) < ($%d, $%d)".formatted(values.size() + 1, values.size() + 2);
            values.add(after.createdAt().atOffset(ZoneOffset.UTC));
            values.add(after.id().getLeastSignificantBits());
        }
        values.add(request.fetch());
        return entries(conditions, values).map(entries -> Page.of(entries, request, AuditQueries::position));
    }

    /** What one call changed, newest first. */
    public Uni<List<AuditEntry>> ofCall(String correlationId, int most) {
        return entries("c.correlation_id = $1", List.of(correlationId, most));
    }

    /** The last value is how many. */
    private Uni<List<AuditEntry>> entries(String conditions, List<Object> values) {
        return pool.preparedQuery(
                        SELECT.replace("CONDITIONS", conditions).replace("LIMIT", Integer.toString(values.size())))
                .execute(Tuple.from(values))
                .map(rows -> {
                    List<AuditEntry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(entry(row)));
                    return entries;
                });
    }

    /** Numbers of the trail stand in the place of ids. */
    private static Position position(AuditEntry entry) {
        return new Position(entry.at(), new UUID(0, entry.id()));
    }

    private AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getLong("id"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("schema_name") + "." + row.getString("table_name"),
                row.getString("row_id"),
                row.getString("operation"),
                read(row.getString("changes")),
                actor(row.getString("actor_id"), row.getString("user_name")),
                row.getString("correlation_id"));
    }

    private static Actor actor(String id, @Nullable String name) {
        if (id.startsWith("service:")) {
            return new Actor(id, "service", null);
        }
        if (id.length() == ID_LENGTH) {
            return new Actor(id, "user", name);
        }
        return new Actor(id, id.equals("migration") ? id : "unknown", null);
    }

    private Map<String, Object> read(String text) {
        try {
            return json.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column of JSON is none", e);
        }
    }
}
