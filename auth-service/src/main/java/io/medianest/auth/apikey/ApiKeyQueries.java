package io.medianest.auth.apikey;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads API keys, straight from the pool. */
@ApplicationScoped
class ApiKeyQueries {
    private static final String OF_USER = """
            select id, name, key_prefix, scopes, created_at, expires_at, last_used_at
              from api_keys
             where user_id = $1 and revoked_at is null
             order by created_at desc, id desc
            """;

    private final Pool pool;

    ApiKeyQueries(Pool pool) {
        this.pool = pool;
    }

    /** A user's keys, newest first; those that have expired are there until they are revoked. */
    Uni<List<ApiKeyView>> of(UUID userId) {
        return pool.preparedQuery(OF_USER)
                .execute(Tuple.of(userId))
                .map(rows -> rows.stream().map(ApiKeyQueries::view).toList());
    }

    private static ApiKeyView view(Row row) {
        return new ApiKeyView(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("key_prefix"),
                List.of(row.getArrayOfStrings("scopes")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("last_used_at")),
                null);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
