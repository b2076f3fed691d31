package io.medianest.runtime.outbox;

import io.medianest.database.LoginRole;
import io.medianest.runtime.trace.EventTracer;
import io.medianest.testing.stores.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One instance's relay of the monitor slice, as the container would start it. */
final class RelayUnderTest implements AutoCloseable {
    static final LoginRole ROLE = LoginRole.MONITOR_SERVICE;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final OutboxRelay relay;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private RelayUnderTest(Config config, String kafka) {
        PgConnectOptions options = PgConnectOptions.fromUri(config.databaseUrl())
                .setUser(config.databaseUsername())
                .setPassword(config.databasePassword());
        pool = Pool.newInstance(
                PgBuilder.pool().connectingTo(options).using(vertx).build());
        OutboxMetrics metrics = new OutboxMetrics(config, pool, vertx, registry);
        metrics.start(new StartupEvent());
        relay = new OutboxRelay(
                config, vertx, Map.of("bootstrap.servers", kafka), metrics, new EventTracer(OpenTelemetry.noop()));
        relay.start(new StartupEvent());
    }

    static RelayUnderTest start() {
        return start(TestStores.bootstrapServers(), false);
    }

    static RelayUnderTest start(String kafka, boolean heartbeat) {
        return new RelayUnderTest(
                new Config(
                        Optional.of("monitor"),
                        heartbeat,
                        100,
                        Duration.ofSeconds(1),
                        TestStores.reactiveUrl(),
                        ROLE.roleName(),
                        TestStores.password()),
                kafka);
    }

    double published() {
        return registry.counter("medianest.outbox.published").count();
    }

    double pending() {
        return registry.get("medianest.outbox.pending").gauge().value();
    }

    double oldestSeconds() {
        return registry.get("medianest.outbox.oldest").gauge().value();
    }

    void stop() {
        relay.stop(new ShutdownEvent());
    }

    @Override
    public void close() {
        stop();
        pool.closeAndForget();
        vertx.close();
    }

    private record Config(
            Optional<String> slice,
            boolean heartbeat,
            int batchSize,
            Duration pollInterval,
            String databaseUrl,
            String databaseUsername,
            String databasePassword)
            implements OutboxConfig {}
}
