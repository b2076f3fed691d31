package io.medianest.auth.onetime;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one-time tokens, by {@code <purpose>:<user>}. */
@ApplicationScoped
class OneTimeTokenRepository {
    private static final String ADD = """
            insert into verification_tokens (identifier, token, expires, detail)
            values (?1, ?2, ?3, cast(nullif(?4, '') as jsonb))
            """;
    // A token is looked up by all hashes that it may be stored as, one for each pepper; joined by commas, which no hash
    // holds, since a native statement takes no list.
    private static final String WHOSE = """
             where token = any(string_to_array(?1, ',')) and starts_with(identifier, ?2) and expires > clock_timestamp()
            """;
    private static final String WHAT = " returning identifier || coalesce(detail::text, '')";
    private static final String TAKE = "delete from verification_tokens" + WHOSE + WHAT;
    private static final String ATTEMPT =
            "update verification_tokens set attempts = attempts + 1" + WHOSE + " and attempts < ?3" + WHAT;
    private static final String FORGET = "delete from verification_tokens where identifier = ?1";

    Uni<Void> add(String identifier, String hash, Instant expires, String detail) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, identifier)
                        .setParameter(2, hash)
                        .setParameter(3, expires)
                        .setParameter(4, detail)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Removes the token; null if somebody else did, or it has expired. */
    Uni<@Nullable OneTimeToken> take(TokenPurpose purpose, List<String> hashes) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE, String.class)
                        .setParameter(1, String.join(",", hashes))
                        .setParameter(2, purpose.identifier(""))
                        .getSingleResultOrNull())
                .map(OneTimeTokenRepository::token);
    }

    Uni<@Nullable OneTimeToken> attempt(TokenPurpose purpose, List<String> hashes, int most) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ATTEMPT, String.class)
                        .setParameter(1, String.join(",", hashes))
                        .setParameter(2, purpose.identifier(""))
                        .setParameter(3, most)
                        .getSingleResultOrNull())
                .map(OneTimeTokenRepository::token);
    }

    Uni<Void> forget(String identifier) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET)
                        .setParameter(1, identifier)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** An identifier, which ends where the detail's brace begins. */
    private static @Nullable OneTimeToken token(@Nullable String row) {
        if (row == null) {
            return null;
        }
        int end = row.indexOf('{');
        return end < 0 ? OneTimeToken.of(row, null) : OneTimeToken.of(row.substring(0, end), row.substring(end));
    }
}
