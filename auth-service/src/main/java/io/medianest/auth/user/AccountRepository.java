package io.medianest.auth.user;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** The account rows, each a way to sign in. The caller has locked the user. */
@ApplicationScoped
class AccountRepository {
    private static final String ID = "select id from accounts where user_id = ?1 and provider = 'plex'";
    private static final String PUT = """
            insert into accounts (id, user_id, type, provider, provider_account_id, access_token)
            values (?1, ?2, 'oauth', 'plex', ?3, ?4)
            on conflict on constraint accounts_pkey do update set access_token = excluded.access_token
            """;
    private static final String FORGET_TOKEN =
            "update accounts set access_token = null where user_id = ?1 and provider = 'plex'";
    private static final String PROVIDERS = "select provider from accounts where user_id = ?1";
    private static final String REMOVE = "delete from accounts where user_id = ?1 and provider = ?2";

    /**
     * Links a Plex account, or gives the linked one another token.
     *
     * @param seal encrypts the token for the row of that id
     */
    Uni<Void> put(UUID userId, String plexId, Function<UUID, String> seal) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ID, UUID.class)
                        .setParameter(1, userId)
                        .getSingleResultOrNull()
                        .chain(found -> {
                            UUID id = found == null ? UuidVersion7Strategy.INSTANCE.generateUuid(null) : found;
                            return session.createNativeQuery(PUT)
                                    .setParameter(1, id)
                                    .setParameter(2, userId)
                                    .setParameter(3, plexId)
                                    .setParameter(4, seal.apply(id))
                                    .executeUpdate();
                        }))
                .replaceWithVoid();
    }

    /** Keeps the account, without its token. */
    Uni<Void> forgetToken(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET_TOKEN)
                        .setParameter(1, userId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Removes a way to sign in. */
    Uni<Void> remove(UUID userId, String provider) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE)
                        .setParameter(1, userId)
                        .setParameter(2, provider)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** All ways in which the user can sign in, Plex or not. */
    Uni<List<String>> providers(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PROVIDERS, String.class)
                        .setParameter(1, userId)
                        .getResultList());
    }
}
