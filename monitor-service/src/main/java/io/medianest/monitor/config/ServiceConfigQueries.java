package io.medianest.monitor.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads configurations. */
@ApplicationScoped
class ServiceConfigQueries {
    private static final int MOST = 1_000;
    private static final String SELECT = """
            select service_name, service_url, api_key, enabled, coalesce(config_data, '{}')::text as config_data,
                   updated_at, updated_by, version
            from service_config
            """;
    private static final String ALL = SELECT + " order by service_name limit $1";
    private static final String ONE = SELECT + " where service_name = $1";
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Pool pool;
    private final ObjectMapper json;

    ServiceConfigQueries(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** A configuration and its version, for the ETag. */
    record Versioned(ServiceConfigView view, long version) {}

    /** A configuration as it is stored. */
    record Stored(
            String name, String url, @Nullable String sealedKey, boolean enabled, JsonNode settings, long version) {}

    /** All by name. */
    Uni<List<ServiceConfigView>> all() {
        return pool.preparedQuery(ALL).execute(Tuple.of(MOST)).map(rows -> {
            List<ServiceConfigView> all = new ArrayList<>();
            rows.forEach(row -> all.add(view(row)));
            return all;
        });
    }

    /** One as it is shown; empty if there is none. */
    Uni<Optional<Versioned>> find(String name) {
        return one(name, row -> new Versioned(view(row), row.getLong("version")));
    }

    /** One as it is stored; empty if there is none. */
    Uni<Optional<Stored>> stored(String name) {
        return one(
                name,
                row -> new Stored(
                        name,
                        row.getString("service_url"),
                        row.getString("api_key"),
                        row.getBoolean("enabled"),
                        tree(row.getString("config_data")),
                        row.getLong("version")));
    }

    /** An object of JSON. */
    Map<String, Object> read(String text) {
        try {
            return json.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column of JSON is none", e);
        }
    }

    /** The same as a tree. */
    JsonNode tree(String text) {
        return json.valueToTree(read(text));
    }

    private <T> Uni<Optional<T>> one(String name, Function<Row, T> read) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(name))
                .map(rows -> first(rows).map(read));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private ServiceConfigView view(Row row) {
        return new ServiceConfigView(
                row.getString("service_name"),
                row.getString("service_url"),
                row.getString("api_key") != null,
                row.getBoolean("enabled"),
                read(row.getString("config_data")),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getUUID("updated_by"));
    }
}
