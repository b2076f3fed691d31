package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What an ADMIN does to users that there are. */
@ApplicationScoped
class UserAdministration {
    private final UserRepository repository;
    private final Users users;
    private final UserChanges changes;
    private final SealedEmails sealedEmails;
    private final Transactions transactions;

    UserAdministration(
            UserRepository repository,
            Users users,
            UserChanges changes,
            SealedEmails sealedEmails,
            Transactions transactions) {
        this.repository = repository;
        this.users = users;
        this.changes = changes;
        this.sealedEmails = sealedEmails;
        this.transactions = transactions;
    }

    /**
     * Changes a user. To make a deleted one active again is to restore the account.
     *
     * @param expected which version the ADMIN has seen
     * @return the user afterwards; fails with 404, with 412 {@code STALE_VERSION}, or with 409 {@code OWN_ACCOUNT},
     *     {@code LAST_ADMIN}, {@code USER_DELETED} or, if somebody has taken the address meanwhile, {@code EMAIL_TAKEN}
     */
    Uni<VersionedUser> change(UUID admin, UUID userId, IfMatch expected, ChangeUser request) {
        return write(admin, userId, expected, (change, guard) -> {
            if (request.status() == UserStatus.ACTIVE && change.user().status() == UserStatus.DELETED) {
                restore(change);
            }
            checkNotDeleted(change.user());
            change.name(request.name());
            change.role(request.role(), guard);
            change.requirePasswordChange(request.requiresPasswordChange());
            change.status(request.status(), guard);
        });
    }

    /**
     * Deletes a user, so that the account can still be restored for a while.
     *
     * @param expected which version the ADMIN has seen
     * @return fails as {@link #change} does
     */
    Uni<Void> delete(UUID admin, UUID userId, IfMatch expected) {
        return write(admin, userId, expected, (change, guard) -> {
                    User user = change.user();
                    checkNotDeleted(user);
                    guard.checkMayLose(user);
                    change.delete(sealedEmails.seal(user.id(), user.email()));
                })
                .replaceWithVoid();
    }

    /** Ends every sign-in of a user; fails with 404 if there is no such user. */
    Uni<Void> endSessions(UUID admin, UUID userId) {
        return transactions.write(AuditActor.user(admin), () -> users.endSessions(userId, admin, Client.NONE));
    }

    private Uni<VersionedUser> write(
            UUID admin, UUID userId, IfMatch expected, BiConsumer<UserChange, AdminGuard> decide) {
        return transactions.write(
                AuditActor.user(admin),
                // The ADMINs first: whoever comes second then sees what the first has left of them.
                () -> repository
                        .lockActiveAdmins()
                        .chain(admins -> repository.lock(userId).chain(user -> {
                            checkSeen(user, expected);
                            UserChange change = new UserChange(user, admin, Client.NONE);
                            decide.accept(change, new AdminGuard(admin, admins));
                            return changes.write(change);
                        })));
    }

    private static void checkSeen(@Nullable User user, IfMatch expected) {
        if (user == null) {
            throw ProblemException.notFound("user");
        }
        expected.check(user.version());
    }

    private void restore(UserChange change) {
        User user = change.user();
        String sealed = user.sealedEmail();
        if (sealed == null) {
            throw ProblemException.conflict(
                    "NOT_RESTORABLE",
                    "The address of this user is not known any more, and without it nobody can return.");
        }
        change.restore(sealedEmails.open(user.id(), sealed));
    }

    private static void checkNotDeleted(User user) {
        if (user.status() == UserStatus.DELETED) {
            throw ProblemException.conflict(
                    "USER_DELETED", "This user is deleted; restore the account first, with the status active.");
        }
    }
}
