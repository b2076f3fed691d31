package io.medianest.monitor.probe;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** PostgreSQL, on a connection of its own: a pool that is used up says nothing about the database. */
@ApplicationScoped
class DatabaseProbe implements Probe {
    private static final int LATE_SECONDS = 5;
    private static final double NEARLY_FULL = 0.8;
    private static final String LOOK = """
            select (select count(*) from pg_stat_activity where backend_type = 'client backend')::float
                     / current_setting('max_connections')::float as used,
                   coalesce((select max(extract(epoch from replay_lag)) from pg_stat_replication), 0)::float as late
            """;

    private final Vertx vertx;
    private final PgConnectOptions options;

    DatabaseProbe(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.vertx = vertx;
        options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(user)
                .setPassword(password)
                .addProperty("application_name", "medianest-monitor-probe");
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        return Uni.createFrom()
                .completionStage(() -> PgConnection.connect(vertx, options)
                        .compose(DatabaseProbe::asked)
                        .toCompletionStage());
    }

    private static Future<ProbeResult> asked(PgConnection connection) {
        return connection
                .query(LOOK)
                .execute()
                .map(rows -> judged(rows.iterator().next()))
                .onComplete(done -> connection.close());
    }

    private static ProbeResult judged(Row row) {
        if (row.getDouble("late") > LATE_SECONDS) {
            return ProbeResult.impaired("A replica is more than 5 seconds behind.");
        }
        return row.getDouble("used") > NEARLY_FULL
                ? ProbeResult.impaired("More than 80 % of its connections are in use.")
                : ProbeResult.up();
    }
}
