package io.medianest.media.connection;

import io.medianest.runtime.schedule.Rounds;
import io.medianest.runtime.security.SecretsConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Overseerr's address and key as an ADMIN configured them, read again every few seconds: a change takes effect without
 * a restart. While the database cannot be asked, what was read last stays in use.
 */
@Startup
@Singleton
public class OverseerrConnections {
    private final StoredConnection<OverseerrConnection> stored;

    OverseerrConnections(Pool pool, SecretsConfig secrets) {
        stored = new StoredConnection<>(pool, ConnectionsKeyset.read(secrets), "overseerr", OverseerrConnection::new);
    }

    void start(
            @Observes StartupEvent event,
            Rounds rounds,
            @ConfigProperty(name = "medianest.overseerr.connection-refresh") Duration pause) {
        rounds.every(pause, this::refresh);
    }

    /** The connection; empty while Overseerr is not configured, switched off, or its key cannot be decrypted. */
    public Optional<OverseerrConnection> current() {
        return stored.current();
    }

    /** Reads the configuration now. */
    public Uni<Void> refresh() {
        return stored.refresh();
    }
}
