package io.medianest.auth.device;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SessionTokenRepository implements PanacheRepositoryBase<SessionToken, UUID> {
    private static final UUID NONE = new UUID(0, 0);

    // Whoever changes somebody's sign-ins holds that user's row first, so that nobody waits for each other in a circle.
    private static final String LOCK_OWNER = """
            select u.id from users u join session_tokens t on t.user_id = u.id
             where t.token_hash = any(string_to_array(?1, ',')) for no key update of u
            """;

    /** One statement decides who uses the token: however many try at once, it returns a row to one of them. */
    private static final String USE_UP = """
            update session_tokens t
               set used_at = ?2, last_used_at = ?2
              from devices d
             where t.token_hash = any(string_to_array(?1, ',')) and t.used_at is null and t.revoked_at is null and t.expires_at > ?2
               and d.id = t.device_id and d.revoked_at is null and d.expires_at > ?2
            returning t.id
            """;

    // A token is looked up by all hashes that it may be stored as, one for each pepper; joined by commas, which no hash
    // holds, since a native statement takes no list.

    /** Locks the row of the user whose token it is, until the transaction ends; null if it is nobody's. */
    Uni<@Nullable UUID> lockOwner(List<String> hashes) {
        return getSession()
                .chain(session -> session.createNativeQuery(LOCK_OWNER, UUID.class)
                        .setParameter(1, String.join(",", hashes))
                        .getSingleResultOrNull());
    }

    /**
     * Uses a token up.
     *
     * @return the token; null if it cannot be used, or not any more
     */
    Uni<@Nullable SessionToken> useUp(List<String> hashes, Instant now) {
        return getSession()
                .chain(session -> session.createNativeQuery(USE_UP, UUID.class)
                        .setParameter(1, String.join(",", hashes))
                        .setParameter(2, now)
                        .getSingleResultOrNull())
                .chain(id -> id == null ? Uni.createFrom().nullItem() : findById(id));
    }

    Uni<@Nullable SessionToken> find(List<String> hashes) {
        return find("tokenHash in ?1", hashes).firstResult();
    }

    Uni<Integer> revokeFamily(UUID familyId, Instant now) {
        return update("revokedAt = ?1 where familyId = ?2 and revokedAt is null", now, familyId);
    }

    Uni<Integer> revokeOfDevice(UUID deviceId, Instant now) {
        return update("revokedAt = ?1 where deviceId = ?2 and revokedAt is null", now, deviceId);
    }

    /** Revokes all tokens of a user, but for those of one device. */
    Uni<Integer> revokeAll(UUID userId, @Nullable UUID exceptDevice, Instant now) {
        return update(
                "revokedAt = ?1 where userId = ?2 and revokedAt is null and deviceId <> ?3",
                now,
                userId,
                exceptDevice == null ? NONE : exceptDevice);
    }
}
