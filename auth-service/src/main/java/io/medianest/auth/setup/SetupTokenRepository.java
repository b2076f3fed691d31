package io.medianest.auth.setup;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The one row of the setup token. */
@ApplicationScoped
class SetupTokenRepository {
    private static final String ADMIN_EXISTS = "select exists (select from users where role = 'ADMIN')";
    private static final String MATCHES =
            "select exists (select from setup_tokens where token_hash = any(string_to_array(?1, ',')))";
    private static final String PUT = """
            insert into setup_tokens (id, token_hash) values (1, ?1)
            on conflict (id) do update set token_hash = excluded.token_hash where setup_tokens.used_at is null
            """;
    /** One statement decides who sets up: however many try at once, it changes the row for one of them. */
    private static final String USE_UP =
            "update setup_tokens set used_at = now() where token_hash = any(string_to_array(?1, ',')) and used_at is null";

    private static final String USED_BY = "update setup_tokens set used_by = ?1 where id = 1";

    Uni<Boolean> adminExists() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(ADMIN_EXISTS, Boolean.class).getSingleResult());
    }

    /** Whether that is the token; it may have been used just now. */
    Uni<Boolean> matches(List<String> hashes) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(MATCHES, Boolean.class)
                        .setParameter(1, String.join(",", hashes))
                        .getSingleResult());
    }

    Uni<Void> put(String hash) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(PUT).setParameter(1, hash).executeUpdate())
                .replaceWithVoid();
    }

    Uni<Boolean> useUp(List<String> hashes) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(USE_UP)
                        .setParameter(1, String.join(",", hashes))
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    Uni<Void> usedBy(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(USED_BY)
                        .setParameter(1, userId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
