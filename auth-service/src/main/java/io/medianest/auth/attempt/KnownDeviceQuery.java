package io.medianest.auth.attempt;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks whether a device has signed in before, straight from the pool. */
@ApplicationScoped
class KnownDeviceQuery {
    // What a device says of itself anybody can say; the network it came from is what the gateway saw.
    private static final String KNOWN = """
            select u.id, exists (
                       select from devices d
                        where d.user_id = u.id and coalesce(d.name, '') = $2 and coalesce(d.platform, '') = $3
                          and d.last_ip <<= network(set_masklen($4::text::inet,
                                  case when family($4::text::inet) = 4 then 32 else 64 end))) as known
              from users u
             where u.status <> 'deleted' and""";
    private static final String BY_EMAIL = KNOWN + " lower(u.email) = $1";
    private static final String BY_ID = KNOWN + " u.id = $1";
    private static final Found NOBODY = new Found(null, false);

    private final Pool pool;

    KnownDeviceQuery(Pool pool) {
        this.pool = pool;
    }

    /**
     * Whom an attempt means.
     *
     * @param userId null if nobody has the address
     * @param known whether the device has signed in before, from the network of the client
     */
    record Found(@Nullable UUID userId, boolean known) {}

    /** @param account in lower case */
    Uni<Found> find(String account, DeviceInfo device, Client client) {
        return find(BY_EMAIL, account, device, client);
    }

    Uni<Boolean> isKnown(UUID userId, DeviceInfo device, Client client) {
        return find(BY_ID, userId, device, client).map(Found::known);
    }

    private Uni<Found> find(String query, Object whom, DeviceInfo device, Client client) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(
                        whom,
                        Objects.toString(device.name(), ""),
                        Objects.toString(device.platform(), ""),
                        Objects.toString(client.address(), "0.0.0.0")))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? found(found.next()) : NOBODY;
                });
    }

    private static Found found(Row row) {
        return new Found(row.getUUID("id"), row.getBoolean("known"));
    }
}
