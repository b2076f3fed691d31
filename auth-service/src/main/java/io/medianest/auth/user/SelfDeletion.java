package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Leaving of one's own accord. */
@ApplicationScoped
class SelfDeletion {
    private final UserRepository repository;
    private final UserChanges changes;
    private final SealedEmails sealedEmails;
    private final Transactions transactions;

    SelfDeletion(UserRepository repository, UserChanges changes, SealedEmails sealedEmails, Transactions transactions) {
        this.repository = repository;
        this.changes = changes;
        this.sealedEmails = sealedEmails;
        this.transactions = transactions;
    }

    /**
     * Deletes somebody's own account, which an ADMIN can restore for a while.
     *
     * @return fails with 409 {@code LAST_ADMIN} for the only active ADMIN
     */
    Uni<Void> delete(UUID userId, Client client) {
        return transactions
                .write(
                        AuditActor.user(userId),
                        () -> repository
                                .lockActiveAdmins()
                                .chain(admins -> repository.lock(userId).chain(user -> {
                                    if (user == null || !user.isActive()) {
                                        throw new UnauthorizedException();
                                    }
                                    if (admins.equals(List.of(userId))) {
                                        throw ProblemException.conflict(
                                                "LAST_ADMIN",
                                                "You are the only active administrator; make another one first.");
                                    }
                                    UserChange change = new UserChange(user, userId, client);
                                    change.delete(sealedEmails.seal(userId, user.email()));
                                    return changes.write(change);
                                })))
                .replaceWithVoid();
    }
}
