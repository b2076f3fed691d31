package io.medianest.auth.passwordreset;

import io.medianest.auth.client.Client;
import io.medianest.auth.onetime.InvalidToken;
import io.medianest.auth.onetime.OneTimeToken;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.medianest.auth.password.HashedPassword;
import io.medianest.auth.password.KnownPasswordQuery;
import io.medianest.auth.password.Passwords;
import io.medianest.auth.user.AccountRecovery;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Replaces forgotten passwords. */
@ApplicationScoped
class PasswordResets {
    private final OneTimeTokens tokens;
    private final KnownPasswordQuery known;
    private final Passwords passwords;
    private final AccountRecovery recovery;
    private final Transactions transactions;

    PasswordResets(
            OneTimeTokens tokens,
            KnownPasswordQuery known,
            Passwords passwords,
            AccountRecovery recovery,
            Transactions transactions) {
        this.tokens = tokens;
        this.known = known;
        this.passwords = passwords;
        this.recovery = recovery;
        this.transactions = transactions;
    }

    /**
     * Replaces a password, by the token of the mail; every sign-in ends.
     *
     * @return fails with 400 {@code INVALID_TOKEN}, or with 400 {@code VALIDATION_FAILED} if the password is not taken,
     *     which leaves the token as it is
     */
    Uni<Void> reset(ResetPassword request, Client client) {
        // Looked at first, so that nobody without a token has passwords hashed.
        return tokens.find(TokenPurpose.PASSWORD_RESET, request.token())
                .onItem()
                .ifNull()
                .failWith(InvalidToken::problem)
                .chain(token -> known.of(token.userId())
                        .map(found -> found.orElseThrow(InvalidToken::problem))
                        .map(old -> old.replacedBy("newPassword", request.newPassword()))
                        .chain(passwords::take)
                        .chain(taken -> transactions.write(
                                AuditActor.user(token.userId()), () -> write(request.token(), taken, client))));
    }

    private Uni<Void> write(String token, HashedPassword password, Client client) {
        return tokens.take(TokenPurpose.PASSWORD_RESET, token)
                .onItem()
                .ifNull()
                .failWith(InvalidToken::problem)
                .chain(taken -> recovery.resetPassword(taken.userId(), password, proven(taken), client))
                .map(done -> {
                    if (!done) {
                        throw InvalidToken.problem();
                    }
                    return null;
                });
    }

    private static String proven(OneTimeToken token) {
        String email = token.detail(ResetLetters.EMAIL);
        return email == null ? "" : email;
    }
}
