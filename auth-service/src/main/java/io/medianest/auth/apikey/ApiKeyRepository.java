package io.medianest.auth.apikey;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/** Writes API keys. Without an entity: a key never changes but for its end and its last use. */
@ApplicationScoped
class ApiKeyRepository {
    private static final String LOCK_OWNER = "select id from users where id = ?1 for no key update";
    private static final String COUNT = "select count(*) from api_keys where user_id = ?1 and revoked_at is null";
    private static final String ADD = """
            insert into api_keys (id, user_id, name, key_hash, key_prefix, scopes, created_at, expires_at)
            values (?1, ?2, ?3, ?4, ?5, string_to_array(?6, ' '), ?7, cast(nullif(?8, '') as timestamptz))
            """;
    private static final String END = """
            update api_keys set revoked_at = now() where id = ?1 and user_id = ?2 and revoked_at is null
            """;
    private static final String END_ALL = """
            update api_keys set revoked_at = now() where user_id = ?1 and revoked_at is null
            """;

    /** How many keys a user has, whose row is locked until the transaction ends: nobody else adds one meanwhile. */
    Uni<Long> countLocked(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_OWNER, UUID.class)
                        .setParameter(1, userId)
                        .getSingleResultOrNull()
                        .chain(() -> session.createNativeQuery(COUNT, Long.class)
                                .setParameter(1, userId)
                                .getSingleResult()));
    }

    Uni<Void> add(NewApiKey key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, key.id())
                        .setParameter(2, key.userId())
                        .setParameter(3, key.name())
                        .setParameter(4, key.hash())
                        .setParameter(5, key.prefix())
                        .setParameter(6, String.join(" ", key.scopeNames()))
                        .setParameter(7, key.createdAt())
                        .setParameter(8, Objects.toString(key.expiresAt(), ""))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Ends one key of a user; false if there is none that has not ended. */
    Uni<Boolean> end(UUID userId, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(END)
                        .setParameter(1, id)
                        .setParameter(2, userId)
                        .executeUpdate())
                .map(ended -> ended > 0);
    }

    Uni<Integer> endAll(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(END_ALL)
                        .setParameter(1, userId)
                        .executeUpdate());
    }
}
