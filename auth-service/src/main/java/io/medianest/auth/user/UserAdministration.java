package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.encryption.FieldCipher;
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
    private final FieldCipher cipher;
    private final Transactions transactions;

    UserAdministration(
            UserRepository repository,
            Users users,
            UserChanges changes,
            FieldCipher cipher,
            Transactions transactions) {
        this.repository = repository;
        this.users = users;
        this.changes = changes;
        this.cipher = cipher;
        this.transactions = transactions;
    }

    /**
     * Changes a user.
     *
     * @param expected which version the ADMIN has seen
     * @return the user afterwards; fails with 404, with 412 {@code STALE_VERSION}, or with 409 {@code OWN_ACCOUNT},
     *     {@code LAST_ADMIN} or {@code USER_DELETED}
     */
    Uni<VersionedUser> change(UUID admin, UUID userId, IfMatch expected, ChangeUser request) {
        return write(admin, userId, expected, (change, guard) -> {
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
                    String place = FieldCipher.place("users", "sealed_email", user.id());
                    change.delete(cipher.encrypt(user.email(), place), guard);
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
                            checkChangeable(user, expected);
                            UserChange change = new UserChange(user, admin, Client.NONE);
                            decide.accept(change, new AdminGuard(admin, admins));
                            return changes.write(change);
                        })));
    }

    private static void checkChangeable(@Nullable User user, IfMatch expected) {
        if (user == null) {
            throw ProblemException.notFound("user");
        }
        expected.check(user.version());
        if (user.status() == UserStatus.DELETED) {
            throw ProblemException.conflict("USER_DELETED", "This user is deleted and cannot be changed.");
        }
    }
}
