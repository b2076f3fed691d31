package io.medianest.auth.passwordchange;

import io.medianest.auth.client.Client;
import io.medianest.auth.password.HashedPassword;
import io.medianest.auth.password.KnownPassword;
import io.medianest.auth.password.KnownPasswordQuery;
import io.medianest.auth.password.Passwords;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.auth.user.Users;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Changes of one's own password. Each ends the sign-ins that the old password has opened, but for the one at work. */
@ApplicationScoped
class PasswordChanges {
    private final KnownPasswordQuery known;
    private final ChangeTokens tokens;
    private final Passwords passwords;
    private final Users users;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    PasswordChanges(
            KnownPasswordQuery known,
            ChangeTokens tokens,
            Passwords passwords,
            Users users,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.known = known;
        this.tokens = tokens;
        this.passwords = passwords;
        this.users = users;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /**
     * Changes the caller's password. The caller's device stays signed in, and gets its next access token by its refresh
     * token.
     *
     * @return fails with 403 {@code INVALID_CREDENTIALS} if the current password is wrong, with 400 if the new one is not
     *     taken
     */
    Uni<Void> change(Caller caller, ChangePassword request, Client client) {
        return change(
                new Change(caller.userId(), request, client, caller.sessionId()),
                () -> Uni.createFrom().item(true));
    }

    /**
     * Changes the password of somebody who must, by the token that the sign-in was answered with.
     *
     * @return fails as {@link #change} does, or with 401 if the token is not good any more
     */
    Uni<Void> changeDemanded(ChangeHolder holder, ChangePassword request, Client client) {
        return change(
                new Change(holder.userId(), request, client, null), () -> tokens.take(holder.userId(), holder.token()));
    }

    private record Change(
            UUID userId,
            ChangePassword request,
            Client client,
            @Nullable UUID device) {}

    private Uni<Void> change(Change change, Supplier<Uni<Boolean>> permission) {
        String current = Objects.requireNonNullElse(change.request().currentPassword(), "");
        return known.of(change.userId()).chain(found -> {
            KnownPassword old = found.orElse(null);
            return passwords.matches(current, old == null ? null : old.hash()).chain(matches -> {
                if (!matches || old == null) {
                    return refuse(change);
                }
                if (current.equals(change.request().newPassword())) {
                    throw ProblemException.invalid("newPassword", "must be another one than the current one");
                }
                return passwords
                        .take(old.replacedBy("newPassword", change.request().newPassword()))
                        .chain(taken -> write(change, old.hash(), taken, permission));
            });
        });
    }

    private Uni<Void> write(Change change, String oldHash, HashedPassword taken, Supplier<Uni<Boolean>> permission) {
        return transactions.write(
                AuditActor.user(change.userId()),
                () -> permission.get().chain(permitted -> {
                    if (!permitted) {
                        throw new UnauthorizedException();
                    }
                    return users.changePassword(change.userId(), oldHash, taken, change.device())
                            .chain(changed -> {
                                if (!changed) {
                                    throw wrongPassword();
                                }
                                return record(SecurityEventType.PASSWORD_CHANGED, change);
                            });
                }));
    }

    private Uni<Void> refuse(Change change) {
        return record(SecurityEventType.SIGN_IN_FAILED, change)
                .chain(() -> Uni.createFrom().failure(wrongPassword()));
    }

    private Uni<Void> record(SecurityEventType type, Change change) {
        return securityEvents.record(SecurityEvent.of(type, change.userId(), change.client()));
    }

    private static ProblemException wrongPassword() {
        return new ProblemException(403, "INVALID_CREDENTIALS", "The current password is wrong.");
    }
}
