package io.medianest.auth.device;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When somebody proved at a device who they are. */
@ApplicationScoped
class DeviceProofRepository {
    private static final String NOTE = """
            update devices set authenticated_at = ?3
             where id = ?1 and user_id = ?2 and revoked_at is null and expires_at > ?3
            returning exists (select from sessions s where s.device_id = devices.id)
            """;

    /** Whether the device is a browser; null if it is not signed in any more. */
    Uni<@Nullable Boolean> note(UUID userId, UUID deviceId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOTE, Boolean.class)
                        .setParameter(1, deviceId)
                        .setParameter(2, userId)
                        .setParameter(3, now)
                        .getSingleResultOrNull());
    }
}
