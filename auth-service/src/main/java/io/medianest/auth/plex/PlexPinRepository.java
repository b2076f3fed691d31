package io.medianest.auth.plex;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The one change of a PIN that belongs to what it is used for. */
@ApplicationScoped
class PlexPinRepository {
    private static final String USE_UP =
            "update plex_pins set completed_at = now() where id = ?1 and completed_at is null and expires_at > now()";

    /** Uses it up in the running transaction; false if somebody else did, or it has expired. */
    Uni<Boolean> useUp(UUID id) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(USE_UP).setParameter(1, id).executeUpdate())
                .map(used -> used == 1);
    }
}
