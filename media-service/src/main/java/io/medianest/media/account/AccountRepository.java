package io.medianest.media.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Which Overseerr account belongs to whom, for changing it. */
@ApplicationScoped
class AccountRepository {
    private static final String SAVE = """
            insert into overseerr_users (user_id, overseerr_user_id, matched_by) values (?1, ?2, ?3)
            on conflict (user_id) do update
              set overseerr_user_id = excluded.overseerr_user_id, matched_by = excluded.matched_by, updated_at = now()
              where overseerr_users.matched_by <> 'admin' or excluded.matched_by = 'admin'
            """;
    private static final String REMOVE = "delete from overseerr_users where user_id = ?1";
    private static final String REMOVE_FOUND = REMOVE + " and matched_by <> 'admin'";

    /** Remembers an account; what an ADMIN chose stays, unless an ADMIN chooses anew. */
    Uni<Void> save(UUID userId, int account, String matchedBy) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SAVE)
                        .setParameter(1, userId)
                        .setParameter(2, account)
                        .setParameter(3, matchedBy)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Forgets an account.
     *
     * @param chosenToo whether also one that an ADMIN chose
     * @return whether there was one to forget
     */
    Uni<Boolean> remove(UUID userId, boolean chosenToo) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(chosenToo ? REMOVE : REMOVE_FOUND)
                        .setParameter(1, userId)
                        .executeUpdate())
                .map(rows -> rows > 0);
    }
}
