package io.medianest.monitor.error;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what the API shows of the rows that {@link ErrorQueries} reads. */
final class ErrorRows {
    private static final String COUNT = "count";

    private ErrorRows() {}

    static ErrorView error(Row row) {
        JsonObject stored = row.getJsonObject("metadata");
        Map<String, Object> metadata = stored == null ? new HashMap<>() : new HashMap<>(stored.getMap());
        Object count = metadata.remove(COUNT);
        return new ErrorView(
                row.getUUID("id"),
                row.getString("correlation_id"),
                row.getUUID("user_id"),
                row.getString("service"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getString("stack_trace"),
                row.getString("request_path"),
                row.getString("request_method"),
                row.getString("route"),
                row.getInteger("status_code"),
                count instanceof Number number ? number.longValue() : 1,
                row.getString("fingerprint"),
                metadata,
                row.getOffsetDateTime("created_at").toInstant());
    }

    static ErrorGroupView group(Row row) {
        return new ErrorGroupView(
                row.getUUID("id"),
                row.getString("fingerprint"),
                row.getString("error_code"),
                row.getString("title"),
                row.getString("service"),
                row.getString("route"),
                row.getString("status"),
                row.getLong("occurrences"),
                row.getOffsetDateTime("first_seen_at").toInstant(),
                row.getOffsetDateTime("last_seen_at").toInstant(),
                instant(row, "resolved_at"),
                row.getUUID("resolved_by"),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
