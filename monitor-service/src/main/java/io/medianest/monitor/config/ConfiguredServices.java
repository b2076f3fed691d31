package io.medianest.monitor.config;

import io.medianest.runtime.connection.ConnectionChanges;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * All services as an ADMIN configured them, read again at each change, and every few seconds in case nobody could be
 * told. While the database cannot be asked, what was read last stays in use.
 */
@Startup
@Singleton
public class ConfiguredServices {
    private static final Logger LOG = Logger.getLogger(ConfiguredServices.class);
    private static final String ALL = """
            select service_name, service_url, api_key, enabled, coalesce(config_data, '{}')::text as config_data, version
            from service_config
            """;

    private final Pool pool;
    private final ServiceKeys keys;
    private final ServiceConfigQueries queries;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile Map<String, Known> known = Map.of();

    /** A row as it was last read, so that an unchanged one is not decrypted again. */
    private record Known(String row, ConfiguredService service) {}

    ConfiguredServices(Pool pool, ServiceKeys keys, ServiceConfigQueries queries) {
        this.pool = pool;
        this.keys = keys;
        this.queries = queries;
    }

    /**
     * @param pause how often is read how services are reached, in case Kafka told nothing of a change
     */
    void start(
            @Observes StartupEvent event,
            Rounds rounds,
            ConnectionChanges changes,
            @ConfigProperty(name = "medianest.monitor.config-refresh") Duration pause) {
        rounds.every("Reading how services are reached", pause, this::refresh);
        changes.followAll(this::refresh);
    }

    /** All of them, in no order. */
    public List<ConfiguredService> all() {
        return known.values().stream().map(Known::service).toList();
    }

    /** One of them; empty if it is not configured. */
    public Optional<ConfiguredService> find(String name) {
        return Optional.ofNullable(known.get(name)).map(Known::service);
    }

    /** Has something done after each change, on the thread that noticed it: it must be short and never block. */
    public void onChange(Runnable follower) {
        followers.add(follower);
    }

    /** Reads the configuration now; never fails. */
    public Uni<Void> refresh() {
        return pool.query(ALL)
                .execute()
                .invoke(this::take)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The configuration of services could not be read, the known one stays: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void take(Iterable<Row> rows) {
        Map<String, Known> before = known;
        Map<String, Known> now = new HashMap<>();
        for (Row row : rows) {
            String name = row.getString("service_name");
            String text = row.deepToString();
            Known same = before.get(name);
            now.put(name, same != null && same.row().equals(text) ? same : new Known(text, service(name, row)));
        }
        if (!now.equals(before)) {
            known = Map.copyOf(now);
            new ArrayList<>(followers).forEach(Runnable::run);
        }
    }

    private ConfiguredService service(String name, Row row) {
        return new ConfiguredService(
                name,
                URI.create(row.getString("service_url").replaceAll("/+$", "")),
                keys.clear(name, row.getString("api_key")),
                row.getBoolean("enabled"),
                queries.tree(row.getString("config_data")));
    }
}
