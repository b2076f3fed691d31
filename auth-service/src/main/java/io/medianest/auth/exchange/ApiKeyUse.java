package io.medianest.auth.exchange;

import io.medianest.auth.secret.TokenHashes;
import io.medianest.auth.token.AccessGrant;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uses an API key: finds whose it is and what for, and records the use, though not more often than once a minute. */
@ApplicationScoped
class ApiKeyUse {
    private static final String FIND = """
            select k.id, k.scopes, u.id as user_id, u.role, u.session_version,
                   k.key_hash <> $2
                       or coalesce(k.last_used_at < now() - interval '1 minute', true) as to_record
              from api_keys k join users u on u.id = k.user_id
             where k.key_hash = any($1) and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
               and u.status = 'active' and not u.requires_password_change
            """;
    // Under the newest pepper, so that an older one can go in time. Names itself to the audit trail in the same
    // statement.
    private static final String RECORD = """
            with actor as materialized (select set_config('app.actor_id', 'service:auth-service', true))
            update api_keys set last_used_at = now(), key_hash = $2 from actor where id = $1
            """;

    private final Pool pool;
    private final TokenHashes hashes;

    ApiKeyUse(Pool pool, TokenHashes hashes) {
        this.pool = pool;
        this.hashes = hashes;
    }

    /**
     * Uses a key.
     *
     * @return null if there is none, or it has ended
     */
    Uni<@Nullable AccessGrant> use(String key) {
        String[] candidates = hashes.apiKey().candidates(key).toArray(String[]::new);
        String newest = candidates[0];
        return pool.preparedQuery(FIND).execute(Tuple.of(candidates, newest)).chain(rows -> {
            var found = rows.iterator();
            return found.hasNext()
                    ? record(found.next(), newest)
                    : Uni.createFrom().nullItem();
        });
    }

    private Uni<AccessGrant> record(Row row, String newestHash) {
        AccessGrant grant = grant(row);
        return row.getBoolean("to_record")
                ? pool.preparedQuery(RECORD)
                        .execute(Tuple.of(grant.sessionId(), newestHash))
                        .replaceWith(grant)
                : Uni.createFrom().item(grant);
    }

    private static AccessGrant grant(Row row) {
        return new AccessGrant(
                row.getUUID("user_id"),
                row.getUUID("id"),
                row.getInteger("session_version"),
                Role.valueOf(row.getString("role")),
                null,
                List.of(row.getArrayOfStrings("scopes")));
    }
}
