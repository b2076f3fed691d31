package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.IfMatch;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What people see and change of themselves. */
@ApplicationScoped
class Profiles {
    private final UserQueries queries;
    private final UserRepository repository;
    private final UserChanges changes;
    private final Transactions transactions;

    Profiles(UserQueries queries, UserRepository repository, UserChanges changes, Transactions transactions) {
        this.queries = queries;
        this.repository = repository;
        this.changes = changes;
        this.transactions = transactions;
    }

    /** The user; fails with 401 if the account is gone, though its token is still good. */
    Uni<VersionedUser> find(UUID userId) {
        return queries.find(userId).onItem().ifNull().failWith(UnauthorizedException::new);
    }

    /**
     * Changes what is one's own to change.
     *
     * @param expected which version the user has seen
     * @param client where the request came from
     * @return the user afterwards; fails with 412 {@code STALE_VERSION} or 409 {@code EMAIL_TAKEN}
     */
    Uni<VersionedUser> change(UUID userId, IfMatch expected, ChangeMe request, Client client) {
        return transactions.write(
                AuditActor.user(userId),
                () -> repository.lock(userId).chain(user -> {
                    if (user == null || !user.isActive()) {
                        throw new UnauthorizedException();
                    }
                    expected.check(user.version());
                    UserChange change = new UserChange(user, userId, client);
                    change.name(request.name());
                    change.email(request.email());
                    change.image(request.image());
                    return changes.write(change);
                }));
    }
}
