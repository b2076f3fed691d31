package io.medianest.runtime.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sets what Quarkus has no property for: time-outs, without which a lost packet holds a request up for a minute, and how
 * long a statement may be that stays prepared.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ACQUIRE = Duration.ofSeconds(30);

    /** In characters; the client's own 2,048 would have the longest lists planned again for each page. */
    private static final int LONGEST_PREPARED = 16 * 1024;

    @Override
    public Pool create(Input input) {
        PoolOptions pool = input.poolOptions()
                .setConnectionTimeout((int) ACQUIRE.toSeconds())
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        List<SqlConnectOptions> servers = List.copyOf(input.pgConnectOptionsList());
        servers.forEach(server -> {
            server.setConnectTimeout((int) CONNECT.toMillis());
            server.setPreparedStatementCacheSqlLimit(LONGEST_PREPARED);
        });
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(servers)
                .using(input.vertx())
                .build();
    }
}
