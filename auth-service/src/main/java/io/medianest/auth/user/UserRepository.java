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
