package io.medianest.auth.plex;

import io.medianest.auth.device.DeviceInfo;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** PINs, straight from the pool: each change is one statement that decides by itself. */
@ApplicationScoped
class PlexPinQueries {
    private static final String OPEN =
            "select count(*) from plex_pins where expires_at > now() and completed_at is null";
    private static final String ADD = """
            insert into plex_pins
                (pin_hash, plex_pin_id, code, user_id, device_name, device_platform, browser_hash, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 second')
            """;
    private static final String FIND = """
            select id, plex_pin_id, user_id, device_name, device_platform, browser_hash
              from plex_pins
             where pin_hash = any($1) and expires_at > now() and completed_at is null
            """;
    // However many wait on however many instances, one of them asks plex.tv in each second.
    private static final String TAKE_TURN = """
            update plex_pins set polled_at = now()
             where id = $1 and completed_at is null and expires_at > now()
               and (polled_at is null or polled_at <= now() - interval '1 second')
            """;
    private static final String EXPIRE = "update plex_pins set expires_at = now() where id = $1";

    private final Pool pool;

    PlexPinQueries(Pool pool) {
        this.pool = pool;
    }

    /** How many are under way. */
    Uni<Long> countOpen() {
        return pool.query(OPEN).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<Void> add(String pinHash, PlexPin pin, String code, Duration lifetime) {
        Tuple values = Tuple.tuple()
                .addString(pinHash)
                .addLong(pin.plexPinId())
                .addString(code)
                .addUUID(pin.startedBy())
                .addString(pin.device().name())
                .addString(pin.device().platform())
                .addString(pin.browserHash())
                .addLong(lifetime.toSeconds());
        return pool.preparedQuery(ADD).execute(values).replaceWithVoid();
    }

    /**
     * The PIN that a client means.
     *
     * @param hashes all that its id may be stored as
     * @return empty if there is none, or none that can still be completed
     */
    Uni<Optional<PlexPin>> find(List<String> hashes) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(hashes.toArray(String[]::new)))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? Optional.of(pin(found.next())) : Optional.empty();
                });
    }

    /** Whether plex.tv may be asked now, for whoever asks this. */
    Uni<Boolean> takeTurn(UUID id) {
        return pool.preparedQuery(TAKE_TURN)
                .execute(Tuple.of(id))
                .map(RowSet::rowCount)
                .map(count -> count == 1);
    }

    /** plex.tv does not know it any more. */
    Uni<Void> expire(UUID id) {
        return pool.preparedQuery(EXPIRE).execute(Tuple.of(id)).replaceWithVoid();
    }

    private static PlexPin pin(Row row) {
        return new PlexPin(
                row.getUUID("id"),
                row.getLong("plex_pin_id"),
                row.getUUID("user_id"),
                new DeviceInfo(row.getString("device_name"), row.getString("device_platform")),
                row.getString("browser_hash"));
    }
}
