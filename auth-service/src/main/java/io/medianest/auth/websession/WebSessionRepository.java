package io.medianest.auth.websession;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class WebSessionRepository implements PanacheRepositoryBase<WebSession, UUID> {

    /** Whether that sign-in of that user is a browser's. */
    Uni<Boolean> isBrowser(UUID userId, UUID deviceId) {
        return count("userId = ?1 and deviceId = ?2", userId, deviceId).map(found -> found > 0);
    }
}
