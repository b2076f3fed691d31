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
 * The Plex server's address and token as an ADMIN configured them, read again every few seconds: a change takes effect
 * without a restart. While the database cannot be asked, what was read last stays in use.
 */
@Startup
@Singleton
public class PlexConnections {
    private final StoredConnection<PlexConnection> stored;

    PlexConnections(Pool pool, SecretsConfig secrets) {
        stored = new StoredConnection<>(pool, ConnectionsKeyset.read(secrets), "plex", PlexConnection::new);
    }

    void start(
            @Observes StartupEvent event,
            Rounds rounds,
            @ConfigProperty(name = "medianest.plex.connection-refresh") Duration pause) {
        rounds.every(pause, this::refresh);
    }

    /** The connection; empty while Plex is not configured, switched off, or its token cannot be decrypted. */
    public Optional<PlexConnection> current() {
        return stored.current();
    }

    /** Reads the configuration now. */
    public Uni<Void> refresh() {
        return stored.refresh();
    }
}
