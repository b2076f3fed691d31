package io.medianest.auth.exchange;

import io.medianest.auth.device.SessionConfig;
import io.medianest.auth.secret.TokenHashes;
import io.medianest.auth.token.AccessGrant;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Uses a web session: finds whose it is and records the use, by one statement, which takes nobody who is suspended and
 * nothing that has ended. The end by inactivity moves when that is worth a write that the audit trail keeps: in steps of
 * a thirtieth of it.
 */
@ApplicationScoped
class WebSessionUse {
    private static final String USE = """
            with actor as materialized (select set_config('app.actor_id', 'service:auth-service', true)),
            used as (
                update sessions s
                   set last_used_at = now(),
                       expires = case when least(now() + $2::interval, d.expires_at) - s.expires > $2::interval / 30
                                      then least(now() + $2::interval, d.expires_at) else s.expires end
                  from actor, devices d join users u on u.id = d.user_id
                 where s.session_token = any($1) and s.expires > now()
                   and d.id = s.device_id and d.user_id = s.user_id and d.revoked_at is null and d.expires_at > now()
                   and u.status = 'active' and not u.requires_password_change
                returning d.id as device_id, d.authenticated_at, u.id as user_id, u.role, u.session_version),
            seen as (
                update devices d
                   set last_used_at = now(), last_ip = coalesce(cast(nullif($3, '') as inet), d.last_ip)
                  from used
                 where d.id = used.device_id and d.revoked_at is null
                returning d.id)
            select used.* from used join seen on seen.id = used.device_id
            """;

    private final Pool pool;
    private final TokenHashes hashes;
    private final SessionConfig config;

    WebSessionUse(Pool pool, TokenHashes hashes, SessionConfig config) {
        this.pool = pool;
        this.hashes = hashes;
        this.config = config;
    }

    /**
     * Uses the session of a cookie.
     *
     * @return null if there is none, or it has ended
     */
    Uni<@Nullable AccessGrant> use(String cookie, @Nullable String address) {
        Tuple parameters = Tuple.of(
                hashes.webSession().candidates(cookie).toArray(String[]::new),
                Interval.of(0, 0, 0, 0, 0, (int) config.webIdle().toSeconds()),
                Objects.toString(address, ""));
        return pool.preparedQuery(USE).execute(parameters).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? grant(found.next()) : null;
        });
    }

    private static AccessGrant grant(Row row) {
        return new AccessGrant(
                row.getUUID("user_id"),
                row.getUUID("device_id"),
                row.getInteger("session_version"),
                Role.valueOf(row.getString("role")),
                row.getOffsetDateTime("authenticated_at").toInstant(),
                null);
    }
}
