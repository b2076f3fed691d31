package io.medianest.auth.device;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What an instance that starts loads, to know what was revoked before. Rows are only ever added and raised. */
@ApplicationScoped
class RevocationRepository {
    private static final String REVOKE_SESSION = """
            insert into revocations (kind, subject_id, until) values ('session', ?1, ?2)
            on conflict (kind, subject_id) do update set until = greatest(revocations.until, excluded.until)
            """;
    private static final String REVOKE_USER = """
            insert into revocations (kind, subject_id, version, until) values ('user', ?1, ?3, ?2)
            on conflict (kind, subject_id) do update
               set until = greatest(revocations.until, excluded.until),
                   version = greatest(revocations.version, excluded.version)
            """;

    Uni<Void> addSession(UUID sessionId, Instant until) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REVOKE_SESSION)
                        .setParameter(1, sessionId)
                        .setParameter(2, until)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> addUser(UUID userId, int version, Instant until) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REVOKE_USER)
                        .setParameter(1, userId)
                        .setParameter(2, until)
                        .setParameter(3, version)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
