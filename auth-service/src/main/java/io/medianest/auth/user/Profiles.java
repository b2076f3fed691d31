package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.auth.emailproof.EmailProofs;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.security.Caller;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people see and change of themselves. */
@ApplicationScoped
class Profiles {
    private final UserQueries queries;
    private final UserRepository repository;
    private final UserChanges changes;
    private final EmailProofs proofs;
    private final EmailChangeGuard guard;
    private final Transactions transactions;

    Profiles(
            UserQueries queries,
            UserRepository repository,
            UserChanges changes,
            EmailProofs proofs,
            EmailChangeGuard guard,
            Transactions transactions) {
        this.queries = queries;
        this.repository = repository;
        this.changes = changes;
        this.proofs = proofs;
        this.guard = guard;
        this.transactions = transactions;
    }

    /** The user; fails with 401 if the account is gone, though its token is still good. */
    Uni<VersionedUser> find(UUID userId) {
        return queries.find(userId).onItem().ifNull().failWith(UnauthorizedException::new);
    }

    /**
     * Changes what is one's own to change. Another address is only noted, and a mail sent there.
     *
     * @param expected which version the user has seen
     * @param client where the request came from
     * @return the user afterwards; fails with 412 {@code STALE_VERSION}, 409 {@code EMAIL_TAKEN}, 403
     *     {@code FRESH_SIGN_IN_REQUIRED} or 429 {@code RATE_LIMITED}
     */
    Uni<VersionedUser> change(Caller caller, IfMatch expected, ChangeMe request, Client client) {
        return find(caller.userId())
                .chain(found -> guard.check(caller, found.view(), request.email()))
                .chain(() -> transactions.write(
                        AuditActor.user(caller.userId()), () -> write(caller.userId(), expected, request, client)));
    }

    private Uni<VersionedUser> write(UUID userId, IfMatch expected, ChangeMe request, Client client) {
        return repository.lock(userId).chain(user -> {
            if (user == null || !user.isActive()) {
                throw new UnauthorizedException();
            }
            expected.check(user.version());
            String pending = user.view().pendingEmail();
            UserChange change = new UserChange(user, userId, client);
            change.name(request.name());
            change.proposeEmail(request.email());
            change.image(request.image());
            return changes.write(change).call(() -> ask(user, pending));
        });
    }

    private Uni<Void> ask(User user, @Nullable String before) {
        String pending = user.view().pendingEmail();
        return pending == null || Objects.equals(pending, before)
                ? Uni.createFrom().voidItem()
                : proofs.ask(user.id(), pending);
    }
}
