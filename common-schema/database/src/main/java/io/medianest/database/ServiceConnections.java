package io.medianest.database;

import io.medianest.encryption.FieldCipher;
import io.medianest.events.Event;
import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import io.medianest.events.service.ServiceConfigChanged;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Enters into {@code monitor.service_config} how an external service is reached, its key encrypted. */
public final class ServiceConnections {
    private static final List<String> SERVICES = List.of("overseerr", "plex", "uptime-kuma");

    private ServiceConnections() {}

    /**
     * Enters a connection, or changes and enables the one there is; what is null stays as it was.
     *
     * @param url the JDBC URL of the database
     * @param user {@code medianest_owner}
     * @param password the role's password
     * @param connection the connection to enter
     * @param cipher holds the keyset of connections
     * @throws DatabaseException with one sentence that says why it could not be done
     */
    public static void connect(
            String url, String user, String password, ServiceConnection connection, FieldCipher cipher) {
        connect(new DatabaseAccess(url, user, password), connection, cipher);
    }

    static void connect(DatabaseAccess access, ServiceConnection service, FieldCipher cipher) {
        try (Connection connection = access.open()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet actor = statement.executeQuery(
                            "select set_config('app.actor_id', 'service:medianest-database', true)")) {
                actor.next();
            }
            long version = upsert(connection, service, cipher);
            tell(connection, service.name(), version);
            connection.commit();
        } catch (SQLException e) {
            throw DatabaseException.of("Connecting " + service.name(), access, e);
        }
    }

    private static long upsert(Connection connection, ServiceConnection service, FieldCipher cipher)
            throws SQLException {
        String key = service.apiKey();
        String sealed = key == null
                ? null
                : cipher.encrypt(key, FieldCipher.place("service_config", "api_key", service.name()));
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into monitor.service_config as c (service_name, service_url, api_key, config_data)
                values (?, ?, ?, ?::jsonb)
                on conflict on constraint service_config_service_name_key do update
                   set service_url = excluded.service_url,
                       api_key     = coalesce(excluded.api_key, c.api_key),
                       config_data = coalesce(excluded.config_data, c.config_data),
                       enabled     = true,
                       updated_at  = now(),
                       updated_by  = null,
                       version     = c.version + 1
                returning version""")) {
            statement.setString(1, service.name());
            statement.setString(2, service.url());
            statement.setString(3, sealed);
            statement.setString(4, service.configData());
            try (ResultSet entered = statement.executeQuery()) {
                entered.next();
                return entered.getLong(1);
            }
        }
    }

    /** In monitor-service's outbox, which publishes it: whoever speaks to the service reads how it is reached again. */
    private static void tell(Connection connection, String service, long version) throws SQLException {
        Event event = new ServiceConfigChanged(service, true, false);
        EventType type = EventType.of(event);
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into monitor.outbox_events (id, topic, key, type, aggregate_version, payload, correlation_id)
                values (?, ?, ?, ?, ?, ?::jsonb, ?)""")) {
            UUID id = UUID.randomUUID();
            statement.setObject(1, id);
            statement.setString(2, type.topic().name());
            statement.setString(3, event.key());
            statement.setString(4, type.wireName());
            statement.setLong(5, version);
            statement.setString(6, EventJson.write(event));
            statement.setString(7, id.toString());
            statement.executeUpdate();
        }
    }

    /**
     * How an external service is reached.
     *
     * @param name overseerr, plex or uptime-kuma
     * @param url its base URL, http or https, without user info
     * @param apiKey its key in plain text, or null to keep the one there is
     * @param configData a JSON object of further settings, or null to keep those there are
     */
    public record ServiceConnection(
            String name,
            String url,
            @Nullable String apiKey,
            @Nullable String configData) {
        /** Refuses what could not be connected to. */
        public ServiceConnection {
            if (!SERVICES.contains(name)) {
                throw new DatabaseException(
                        "There is no service %s; known are %s.".formatted(name, String.join(", ", SERVICES)));
            }
            url = checked(url);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return name + " at " + url;
        }

        private static String checked(String url) {
            try {
                URI uri = new URI(url);
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
                }
            } catch (URISyntaxException e) {
                throw new DatabaseException("The service's address is no URL.", e);
            }
            throw new DatabaseException("The service's address must look like http://host:port, without a password.");
        }
    }
}
