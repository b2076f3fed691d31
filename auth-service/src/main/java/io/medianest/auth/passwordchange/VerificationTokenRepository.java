package io.medianest.auth.passwordchange;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Tokens that prove one thing once, by {@code <purpose>:<value>}. */
@ApplicationScoped
class VerificationTokenRepository {
    private static final String ADD =
            "insert into verification_tokens (identifier, token, expires) values (?1, ?2, ?3)";
    private static final String TAKE =
            "delete from verification_tokens where identifier = ?1 and token = any(string_to_array(?2, ',')) and expires > ?3";

    Uni<Void> add(String identifier, String hash, Instant expires) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, identifier)
                        .setParameter(2, hash)
                        .setParameter(3, expires)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Removes the token; false if somebody else did, or it has expired.
     *
     * @param hashes all that the token may be stored as
     */
    Uni<Boolean> take(String identifier, List<String> hashes) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE)
                        .setParameter(1, identifier)
                        .setParameter(2, String.join(",", hashes))
                        .setParameter(3, Instant.now())
                        .executeUpdate())
                .map(taken -> taken == 1);
    }
}
