package io.medianest.media.connection;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.UndecryptableException;
import io.medianest.runtime.schedule.Rounds;
import io.medianest.runtime.security.SecretsConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Overseerr's address and key as an ADMIN configured them, read again every few seconds: a change takes effect without
 * a restart. While the database cannot be asked, what was read last stays in use.
 */
@Startup
@Singleton
public class OverseerrConnections {
    private static final Logger LOG = Logger.getLogger(OverseerrConnections.class);
    private static final String SERVICE = "overseerr";
    private static final String QUERY = "select service_url, api_key, enabled from monitor.service_connections"
            + " where service_name = '" + SERVICE + "'";

    private final Pool pool;
    private final FieldCipher cipher;
    private volatile @Nullable Stored stored;
    private volatile Optional<OverseerrConnection> current = Optional.empty();

    /** The row as it was last decrypted, so that an unchanged one is neither decrypted nor complained of again. */
    private record Stored(String url, @Nullable String sealedKey, boolean enabled) {}

    OverseerrConnections(Pool pool, SecretsConfig secrets) {
        this.pool = pool;
        cipher = InvalidSecretException.naming(
                "medianest.secrets.connections-keyset-file",
                () -> FieldCipher.fromKeysetFile(secrets.connectionsKeysetFile()
                        .orElseThrow(() -> new InvalidSecretException(
                                "not set; it names the keyset that Overseerr's API key is encrypted with"))));
    }

    void start(
            @Observes StartupEvent event,
            Rounds rounds,
            @ConfigProperty(name = "medianest.overseerr.connection-refresh") Duration pause) {
        rounds.every(pause, this::refresh);
    }

    /** The connection; empty while Overseerr is not configured, switched off, or its key cannot be decrypted. */
    public Optional<OverseerrConnection> current() {
        return current;
    }

    /** Reads the configuration now. */
    public Uni<Void> refresh() {
        return pool.query(QUERY)
                .execute()
                .invoke(this::take)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Overseerr's connection could not be read, the known one stays: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void take(RowSet<Row> rows) {
        Stored read = null;
        for (Row row : rows) {
            read = new Stored(row.getString("service_url"), row.getString("api_key"), row.getBoolean("enabled"));
        }
        if (Objects.equals(read, stored)) {
            return;
        }
        stored = read;
        current = read == null ? Optional.empty() : open(read);
    }

    private Optional<OverseerrConnection> open(Stored row) {
        if (!row.enabled() || row.sealedKey() == null) {
            return Optional.empty();
        }
        try {
            String key = cipher.decrypt(row.sealedKey(), FieldCipher.place("service_config", "api_key", SERVICE));
            OverseerrConnection connection =
                    new OverseerrConnection(URI.create(row.url().replaceAll("/+$", "")), key);
            LOG.infof("Overseerr is at %s", connection.baseUrl());
            return Optional.of(connection);
        } catch (UndecryptableException e) {
            LOG.errorf(
                    "Overseerr's API key cannot be decrypted with the keyset of this installation; set it anew: %s",
                    e.getMessage());
        } catch (IllegalArgumentException e) {
            LOG.errorf("Overseerr's address is no URL: %s", e.getMessage());
        }
        return Optional.empty();
    }
}
