package io.medianest.runtime.connection;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.UndecryptableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One outside system's address and key as an ADMIN configured them. While the database cannot be asked, what was read last
 * stays in use.
 *
 * @param <T> how the system's clients want it
 */
public final class StoredConnection<T> {
    private static final Logger LOG = Logger.getLogger(StoredConnection.class);
    private static final String QUERY =
            "select service_url, api_key, enabled from monitor.service_connections" + " where service_name = $1";

    private final Pool pool;
    private final FieldCipher cipher;
    private final String service;
    private final BiFunction<URI, String, T> opened;
    private volatile @Nullable Stored stored;
    private volatile Optional<T> current = Optional.empty();

    /** The row as it was last decrypted, so that an unchanged one is neither decrypted nor complained of again. */
    private record Stored(String url, @Nullable String sealedKey, boolean enabled) {}

    /**
     * @param service the name in the configuration
     * @param opened makes the connection of the address, which ends in no slash, and the key in clear
     */
    public StoredConnection(Pool pool, FieldCipher cipher, String service, BiFunction<URI, String, T> opened) {
        this.pool = pool;
        this.cipher = cipher;
        this.service = service;
        this.opened = opened;
    }

    /** Empty while it is not configured, switched off, or its key cannot be decrypted. */
    public Optional<T> current() {
        return current;
    }

    /** Reads the configuration now; never fails. */
    public Uni<Void> refresh() {
        return pool.preparedQuery(QUERY)
                .execute(Tuple.of(service))
                .invoke(this::take)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The connection to %s could not be read, the known one stays: %s", service, failure.toString()))
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

    private Optional<T> open(Stored row) {
        if (!row.enabled() || row.sealedKey() == null) {
            return Optional.empty();
        }
        try {
            String key = cipher.decrypt(row.sealedKey(), FieldCipher.place("service_config", "api_key", service));
            URI address = URI.create(row.url().replaceAll("/+$", ""));
            LOG.infof("%s is at %s", service, address);
            return Optional.of(opened.apply(address, key));
        } catch (UndecryptableException e) {
            LOG.errorf(
                    "The key of %s cannot be decrypted with the keyset of this installation; set it anew: %s",
                    service, e.getMessage());
        } catch (IllegalArgumentException e) {
            LOG.errorf("The address of %s is no URL: %s", service, e.getMessage());
        }
        return Optional.empty();
    }
}
