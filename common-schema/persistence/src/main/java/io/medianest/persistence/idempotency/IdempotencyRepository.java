package io.medianest.persistence.idempotency;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code idempotency_keys}. */
@ApplicationScoped
class IdempotencyRepository {
    /**
     * Whoever comes while another transaction holds the key waits here for its end: either there is an answer then, or
     * the key is free again.
     */
    private static final String CLAIM = """
            insert into idempotency_keys as k (user_id, key, request_hash) values (?1, ?2, ?3)
            on conflict on constraint idempotency_keys_pkey do update
               set request_hash = excluded.request_hash, status = null, response = null, location = null, etag = null,
                   created_at = excluded.created_at, expires_at = excluded.expires_at
             where k.expires_at <= now()
            """;

    private static final String COMPLETE = """
            update idempotency_keys
               set status = ?3, response = cast(cast(?4 as text) as jsonb), location = nullif(?5, ''),
                   etag = nullif(?6, '')
             where user_id = ?1 and key = ?2
            """;
    private static final String FIND = """
            select request_hash, status, cast(response as text), location, etag
              from idempotency_keys where user_id = ?1 and key = ?2 and expires_at > now()
            """;

    /**
     * Takes a key for the running transaction.
     *
     * @return false if there is an answer already
     */
    Uni<Boolean> claim(UUID userId, String key, byte[] requestHash) {
        return Panache.getSession()
                .invoke(session -> {
                    if (session.currentTransaction() == null) {
                        throw new IllegalStateException("A key is recorded in the transaction of the effect");
                    }
                })
                .chain(session -> session.createNativeQuery(CLAIM)
                        .setParameter(1, userId)
                        .setParameter(2, key)
                        .setParameter(3, requestHash)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Stores the answer with the key that this transaction has taken. */
    Uni<Void> complete(UUID userId, String key, RecordedAnswer answer) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COMPLETE)
                        .setParameter(1, userId)
                        .setParameter(2, key)
                        .setParameter(3, answer.status())
                        .setParameter(4, answer.response())
                        .setParameter(5, Objects.requireNonNullElse(answer.location(), ""))
                        .setParameter(6, Objects.requireNonNullElse(answer.etag(), ""))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The answer given before; null if there is none, or not any more. */
    Uni<@Nullable RecordedAnswer> find(UUID userId, String key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter(1, userId)
                        .setParameter(2, key)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : answer(row));
    }

    private static RecordedAnswer answer(Object[] row) {
        return new RecordedAnswer(
                (byte[]) row[0], ((Number) row[1]).intValue(), (String) row[2], (@Nullable String) row[3], (@Nullable
                        String)
                        row[4]);
    }
}
