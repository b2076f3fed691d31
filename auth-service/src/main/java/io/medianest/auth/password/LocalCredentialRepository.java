package io.medianest.auth.password;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Stores passwords' hashes, and with each the account row that names the password as a way to sign in. */
@ApplicationScoped
class LocalCredentialRepository implements PanacheRepositoryBase<LocalCredential, UUID> {
    private static final String IS_SHORT =
            "select exists (select from local_credentials where user_id = ?1 and is_short)";
    private static final String ADD_ACCOUNT = """
            insert into accounts (id, user_id, type, provider, provider_account_id)
            values (?1, ?2, 'credentials', 'local', ?3)
            """;

    Uni<Boolean> isShort(UUID userId) {
        return getSession()
                .chain(session -> session.createNativeQuery(IS_SHORT, Boolean.class)
                        .setParameter(1, userId)
                        .getSingleResult());
    }

    /** Gives a user who has no password one. */
    Uni<Void> add(UUID userId, String hash) {
        return persist(new LocalCredential(userId, hash))
                .chain(() -> getSession())
                .chain(session -> session.createNativeQuery(ADD_ACCOUNT)
                        .setParameter(1, UuidVersion7Strategy.INSTANCE.generateUuid(null))
                        .setParameter(2, userId)
                        .setParameter(3, userId.toString())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
