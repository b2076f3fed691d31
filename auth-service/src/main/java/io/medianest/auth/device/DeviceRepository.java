package io.medianest.auth.device;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DeviceRepository implements PanacheRepositoryBase<Device, UUID> {
    private static final int MAX_LISTED = 100;
    private static final UUID NONE = new UUID(0, 0);
    private static final String LOCK_OWNER = "select id from users where id = ?1 for no key update";

    /** Whether the user has signed in before on something of that name and platform. */
    Uni<Boolean> isKnown(UUID userId, DeviceInfo info) {
        return count(
                        "userId = ?1 and coalesce(name, '') = ?2 and coalesce(platform, '') = ?3",
                        userId,
                        Objects.toString(info.name(), ""),
                        Objects.toString(info.platform(), ""))
                .map(known -> known > 0);
    }

    /** Locks a user's row until the transaction ends: whoever changes somebody's sign-ins does that first. */
    Uni<Void> lockOwner(UUID userId) {
        return getSession()
                .chain(session -> session.createNativeQuery(LOCK_OWNER, UUID.class)
                        .setParameter(1, userId)
                        .getSingleResultOrNull())
                .replaceWithVoid();
    }

    /** Where a user is signed in, the last used first. */
    Uni<List<Device>> signedIn(UUID userId, Instant now) {
        return find("userId = ?1 and revokedAt is null and expiresAt > ?2 order by lastUsedAt desc, id", userId, now)
                .page(0, MAX_LISTED)
                .list();
    }

    /** Ends every sign-in of a user, but for one device. */
    Uni<Integer> revokeAll(UUID userId, @Nullable UUID except, Instant now) {
        return update(
                "revokedAt = ?1 where userId = ?2 and revokedAt is null and id <> ?3",
                now,
                userId,
                except == null ? NONE : except);
    }
}
