package io.medianest.auth.notme;

import io.medianest.auth.client.Client;
import io.medianest.auth.onetime.InvalidToken;
import io.medianest.auth.onetime.OneTimeToken;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.medianest.auth.passwordreset.ResetLetters;
import io.medianest.auth.secondfactor.SecondFactors;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityNotices;
import io.medianest.auth.user.AccountRecovery;
import io.medianest.auth.user.AccountRecovery.Locked;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Throws everybody out of an account, for its owner to come back by mail. Whoever has another notice may use it too: one
 * that the other party got must not take the owner's away.
 */
@ApplicationScoped
class NotMe {
    private static final List<TokenPurpose> OPEN_DOORS = List.of(
            TokenPurpose.PASSWORD_CHANGE,
            TokenPurpose.PASSWORD_RESET,
            TokenPurpose.EMAIL,
            TokenPurpose.SECOND_FACTOR,
            TokenPurpose.SECOND_FACTOR_SETUP);

    private final OneTimeTokens tokens;
    private final AccountRecovery recovery;
    private final SecondFactors factors;
    private final ResetLetters letters;
    private final Transactions transactions;

    NotMe(
            OneTimeTokens tokens,
            AccountRecovery recovery,
            SecondFactors factors,
            ResetLetters letters,
            Transactions transactions) {
        this.tokens = tokens;
        this.recovery = recovery;
        this.factors = factors;
        this.letters = letters;
        this.transactions = transactions;
    }

    /**
     * Ends every sign-in, makes the password useless, and sends a link to choose another. If the notice was of another
     * address, the account goes back to the former one; if it was of a second factor, that goes.
     *
     * @param token of the notice
     * @return fails with 400 {@code INVALID_TOKEN}
     */
    Uni<Void> lockOut(String token, Client client) {
        return transactions.write(
                AuditActor.service("auth-service"),
                () -> tokens.take(TokenPurpose.NOT_ME, token)
                        .onItem()
                        .ifNull()
                        .failWith(InvalidToken::problem)
                        .chain(taken -> lockOut(taken, client)));
    }

    private Uni<Void> lockOut(OneTimeToken token, Client client) {
        UUID userId = token.userId();
        return recovery.lockOut(userId, token.detail(SecurityNotices.FORMER_EMAIL), client)
                .onItem()
                .ifNull()
                .failWith(InvalidToken::problem)
                .call(() -> takeBack(token, client))
                .call(() -> closeDoors(userId))
                .chain(locked -> invite(userId, locked, client));
    }

    /** A second factor that somebody else added would keep the owner out. */
    private Uni<Boolean> takeBack(OneTimeToken token, Client client) {
        return SecurityEventType.SECOND_FACTOR_ADDED.wireName().equals(token.detail(SecurityNotices.TAKES_BACK))
                ? factors.remove(token.userId(), client)
                : Uni.createFrom().item(false);
    }

    private Uni<Void> closeDoors(UUID userId) {
        Uni<Void> closed = Uni.createFrom().voidItem();
        for (TokenPurpose door : OPEN_DOORS) {
            closed = closed.chain(() -> tokens.forget(door, userId));
        }
        return closed;
    }

    private Uni<Void> invite(UUID userId, Locked account, Client client) {
        return account.hasPassword()
                ? letters.send(userId, account.email(), client)
                : Uni.createFrom().voidItem();
    }
}
