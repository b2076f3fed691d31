package io.medianest.media.connection;

import io.medianest.runtime.address.AddressRule;
import io.medianest.runtime.connection.ConnectionChanges;
import io.medianest.runtime.connection.ConnectionsKeyset;
import io.medianest.runtime.connection.StoredConnection;
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
 * Overseerr's address and key as an ADMIN configured them, read again at each change, and every few seconds
 * in case nobody could be told: a change takes effect without a restart. While the database cannot be asked, what was read last stays in use.
 */
@Startup
@Singleton
public class OverseerrConnections {
    private final StoredConnection<OverseerrConnection> stored;
    private final AddressRule addresses;

    OverseerrConnections(Pool pool, SecretsConfig secrets, AddressRule addresses) {
        this.addresses = addresses;
        stored = new StoredConnection<>(pool, ConnectionsKeyset.read(secrets), "overseerr", OverseerrConnection::new);
    }

    void start(
            @Observes StartupEvent event,
            Rounds rounds,
            ConnectionChanges changes,
            @ConfigProperty(name = "medianest.overseerr.connection-refresh") Duration pause) {
        rounds.every("Reading how Overseerr is reached", pause, this::refresh);
        changes.follow("overseerr", this::refresh);
    }

    /** The connection; empty while Overseerr is not configured, switched off, or its key cannot be decrypted. */
    public Optional<OverseerrConnection> current() {
        return stored.current();
    }

    /** Which addresses the connection may lead to. */
    public AddressRule addresses() {
        return addresses;
    }

    /** Reads the configuration now. */
    public Uni<Void> refresh() {
        return stored.refresh();
    }
}
