package io.medianest.monitor.alert;

import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads channels. */
@ApplicationScoped
class AlertChannelQueries {
    private static final String SELECT = """
            select id, version, name, kind, enabled, destination::text as destination, secret,
                   services::text as services, offline_only, minimum_outage_s, updated_at, updated_by
            from alert_channels
            """;
    private static final String ALL = SELECT + " order by name limit $1";
    private static final String ONE = SELECT + " where id = $1";

    private final Pool pool;
    private final AlertJson json;

    AlertChannelQueries(Pool pool, AlertJson json) {
        this.pool = pool;
        this.json = json;
    }

    /** A channel as it is stored, and its version for the ETag. */
    record Stored(
            AlertChannelView view, long version, @Nullable String sealedSecret) {
        AlertKind kind() {
            return view.kind();
        }

        AlertDestination destination() {
            return view.destination();
        }

        /** Without the secret, wherever this is printed. */
        @Override
        public String toString() {
            return "Stored[" + view.id() + "]";
        }
    }

    /** All by name. */
    Uni<List<AlertChannelView>> all() {
        return pool.preparedQuery(ALL).execute(Tuple.of(AlertChannels.MOST)).map(rows -> {
            List<AlertChannelView> all = new ArrayList<>();
            rows.forEach(row -> all.add(view(row)));
            return all;
        });
    }

    /** One; 404 if there is none. */
    Uni<Stored> find(UUID id) {
        return pool.preparedQuery(ONE).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                throw ProblemException.notFound("alert channel");
            }
            Row row = rows.iterator().next();
            return new Stored(view(row), row.getLong("version"), row.getString("secret"));
        });
    }

    private AlertChannelView view(Row row) {
        return new AlertChannelView(
                row.getUUID("id"),
                row.getString("name"),
                AlertKind.of(row.getString("kind")),
                row.getBoolean("enabled"),
                json.destination(row.getString("destination")),
                row.getString("secret") != null,
                json.services(row.getString("services")),
                row.getBoolean("offline_only"),
                row.getInteger("minimum_outage_s"),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getUUID("updated_by"));
    }
}
