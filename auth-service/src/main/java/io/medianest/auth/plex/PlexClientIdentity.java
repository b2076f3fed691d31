package io.medianest.auth.plex;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this installation is called at plex.tv, the same for ever and for every instance. */
@ApplicationScoped
class PlexClientIdentity {
    private final Pool pool;
    private volatile @Nullable UUID known;

    PlexClientIdentity(Pool pool) {
        this.pool = pool;
    }

    Uni<UUID> identifier() {
        UUID read = known;
        return read != null
                ? Uni.createFrom().item(read)
                : pool.query("select identifier from plex_client")
                        .execute()
                        .map(rows -> rows.iterator().next().getUUID("identifier"))
                        .invoke(identifier -> known = identifier);
    }
}
