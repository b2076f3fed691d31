package io.medianest.auth.key;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKey, String> {
    private static final String LOCK =
            "select cast(pg_advisory_xact_lock(hashtext('medianest.auth.signing-keys')) as text)";

    /** Waits until no other instance is at the keys; holds until the transaction ends. */
    Uni<Void> lock() {
        return getSession()
                .chain(session -> session.createNativeQuery(LOCK).getSingleResult())
                .replaceWithVoid();
    }

    /** Writes now what has changed, before anything that changes later. */
    Uni<Void> writeChanges() {
        return flush();
    }

    /** Deletes keys whose last token expired before that time. */
    Uni<Long> forgetRetired(Instant before) {
        return delete("state = ?1 and expiresAt < ?2", SigningKey.State.RETIRED, before);
    }

    /** The keys that sign now and next; none before the very first start. */
    Uni<List<SigningKey>> usable() {
        return list("state <> ?1", SigningKey.State.RETIRED);
    }
}
