package io.medianest.auth.user;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class UserRepository implements PanacheRepositoryBase<User, UUID> {
    // In the order of their ids, so that two who lock them at once do not lock each other out.
    private static final String ACTIVE_ADMINS =
            "select id from users where role = 'ADMIN' and status = 'active' order by id for update";

    private static final String BY_PLEX_ID = "select id from users where plex_id = ?1";
    private static final String EMAIL_TAKEN = "select count(*) from users where lower(email) = lower(?1)";
    private static final String HAS_PASSWORD = "select count(*) from local_credentials where user_id = ?1";

    private static final String HAS_SET_UP = "select count(*) from setup_tokens where used_by = ?1";

    /** Whether the user is the one who set this installation up. */
    Uni<Boolean> hasSetUp(UUID id) {
        return getSession()
                .chain(session -> session.createNativeQuery(HAS_SET_UP, Long.class)
                        .setParameter(1, id)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** As {@link #lock}, by the id of the Plex account. */
    Uni<@Nullable User> lockByPlexId(String plexId) {
        return getSession()
                .chain(session -> session.createNativeQuery(BY_PLEX_ID, UUID.class)
                        .setParameter(1, plexId)
                        .getSingleResultOrNull())
                .chain(id -> id == null ? Uni.createFrom().nullItem() : lock(id));
    }

    /** Whether somebody has that address, in whatever spelling of upper and lower case. */
    Uni<Boolean> isEmailTaken(String email) {
        return getSession()
                .chain(session -> session.createNativeQuery(EMAIL_TAKEN, Long.class)
                        .setParameter(1, email)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** Whether the user can sign in with a password. */
    Uni<Boolean> hasPassword(UUID id) {
        return getSession()
                .chain(session -> session.createNativeQuery(HAS_PASSWORD, Long.class)
                        .setParameter(1, id)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** The user, whose row nobody else changes until the transaction ends; null if there is none. */
    Uni<@Nullable User> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * The ADMINs who can sign in. None of them is demoted, suspended or deleted by anybody else until the transaction
     * ends.
     */
    Uni<List<UUID>> lockActiveAdmins() {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(ACTIVE_ADMINS, UUID.class).getResultList());
    }

    /** Writes what was changed, so that a constraint speaks up here. */
    Uni<User> write(User user) {
        return persistAndFlush(user);
    }
}
