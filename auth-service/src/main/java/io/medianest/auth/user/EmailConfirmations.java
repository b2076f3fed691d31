package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.auth.emailproof.EmailProofs;
import io.medianest.auth.emailproof.EmailProofs.Proven;
import io.medianest.auth.onetime.InvalidToken;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.medianest.auth.securityevent.SecurityNotices;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Addresses become somebody's when that somebody has answered a mail sent there. */
@ApplicationScoped
class EmailConfirmations {
    private final UserRepository repository;
    private final UserChanges changes;
    private final EmailProofs proofs;
    private final OneTimeTokens tokens;
    private final SecurityNotices notices;
    private final Transactions transactions;

    EmailConfirmations(
            UserRepository repository,
            UserChanges changes,
            EmailProofs proofs,
            OneTimeTokens tokens,
            SecurityNotices notices,
            Transactions transactions) {
        this.repository = repository;
        this.changes = changes;
        this.proofs = proofs;
        this.tokens = tokens;
        this.notices = notices;
        this.transactions = transactions;
    }

    /** Sends the mail for the address that is to be confirmed; none if there is nothing to confirm. */
    Uni<Void> ask(UUID userId) {
        return transactions.write(
                AuditActor.user(userId),
                () -> repository.lock(userId).chain(user -> {
                    if (user == null || !user.isActive()) {
                        throw new UnauthorizedException();
                    }
                    String pending = user.view().pendingEmail();
                    if (pending == null && (user.isEmailVerified() || isPlaceholder(user.email()))) {
                        return Uni.createFrom().voidItem();
                    }
                    return proofs.ask(userId, pending == null ? user.email() : pending);
                }));
    }

    /**
     * Takes an answer.
     *
     * @return fails with 400 {@code INVALID_TOKEN}, also if the user wants another address meanwhile; with 409
     *     {@code EMAIL_TAKEN} if somebody else was faster
     */
    Uni<Void> confirm(String token, Client client) {
        return transactions.write(
                AuditActor.service("auth-service"),
                () -> proofs.take(token)
                        .onItem()
                        .ifNull()
                        .failWith(InvalidToken::problem)
                        .chain(proven ->
                                repository.lock(proven.userId()).chain(user -> confirm(user, proven, client))));
    }

    private Uni<Void> confirm(@Nullable User user, Proven proven, Client client) {
        if (user == null || !user.isActive() || !isWanted(user, proven.email())) {
            throw InvalidToken.problem();
        }
        String former = user.email();
        boolean tell = user.isEmailVerified() && !former.equals(proven.email());
        UserChange change = new UserChange(user, user.id(), client);
        change.confirmEmail(proven.email());
        return changes.write(change)
                .chain(() -> tell
                        ? moved(user.id(), former, client)
                        : Uni.createFrom().voidItem());
    }

    /** Nobody gets in by what was sent to the former address, whose owner is told. */
    private Uni<Void> moved(UUID userId, String former, Client client) {
        return tokens.forget(TokenPurpose.PASSWORD_RESET, userId)
                .chain(() -> notices.emailChanged(userId, former, client));
    }

    private static boolean isWanted(User user, String email) {
        return email.equals(user.view().pendingEmail()) || email.equals(user.email());
    }

    private static boolean isPlaceholder(String email) {
        return email.endsWith(".invalid");
    }
}
