package io.medianest.auth.signin;

import io.medianest.auth.client.Client;
import io.medianest.auth.passwordchange.ChangeTokens;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.auth.user.UserStatus;
import io.medianest.auth.user.Users;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a proof of who somebody is, or from its failure. Every way to sign in proves in its own way, and then
 * comes here; what is opened for whom is let in, a device's session or a browser's, is the {@link Opening}'s matter.
 */
@ApplicationScoped
public class Admission {
    private final Users users;
    private final SecondFactorGate gate;
    private final ChangeTokens changeTokens;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    Admission(
            Users users,
            SecondFactorGate gate,
            ChangeTokens changeTokens,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.users = users;
        this.gate = gate;
        this.changeTokens = changeTokens;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /**
     * Lets somebody in, if nothing stands against it.
     *
     * @param proof who it is
     * @param opening what is opened; it takes part in the transaction that holds the user's row
     * @param client where the request came from
     * @return what was opened; fails with 403 {@code ACCOUNT_SUSPENDED}, {@code ACCOUNT_DELETED},
     *     {@code SECOND_FACTOR_REQUIRED}, {@code SECOND_FACTOR_SETUP_REQUIRED} or {@code PASSWORD_CHANGE_REQUIRED}
     */
    public <T> Uni<T> admit(Proof proof, Opening<T> opening, Client client) {
        if (proof.status() != UserStatus.ACTIVE) {
            return keepOut(proof, client);
        }
        return gate.check(proof, opening.device()).chain(() -> proceed(proof, opening, client));
    }

    /** As {@link #admit}, for somebody who has proved a second factor too. */
    <T> Uni<T> proceed(Proof proof, Opening<T> opening, Client client) {
        return proof.requiresPasswordChange()
                ? demandPasswordChange(proof.userId())
                : open(proof.userId(), opening, client);
    }

    private <T> Uni<T> open(UUID userId, Opening<T> opening, Client client) {
        return transactions.write(
                AuditActor.user(userId),
                () -> users.admit(userId)
                        .onItem()
                        .ifNull()
                        .failWith(Admission::suspended)
                        .chain(member -> opening.open(member, client)));
    }

    /**
     * Records a sign-in that failed, then fails with 401 {@code INVALID_CREDENTIALS}.
     *
     * @param userId who was meant; null if nobody has that address
     */
    <T> Uni<T> refuse(@Nullable UUID userId, Client client) {
        return fail(
                SecurityEvent.of(SecurityEventType.SIGN_IN_FAILED, userId, client),
                new ProblemException(401, "INVALID_CREDENTIALS", "The address or the password is wrong."));
    }

    /** Records a second factor that was wrong, then fails with 401 {@code INVALID_CODE}. */
    Uni<Void> refuseCode(UUID userId, Client client) {
        return fail(
                SecurityEvent.of(SecurityEventType.SECOND_FACTOR_FAILED, userId, client),
                new ProblemException(401, "INVALID_CODE", "The code is wrong, or was used before."));
    }

    /** Fails with 403 {@code PASSWORD_CHANGE_REQUIRED} and a token that is good for nothing but the change. */
    private <T> Uni<T> demandPasswordChange(UUID userId) {
        return transactions
                .write(AuditActor.user(userId), () -> changeTokens.issue(userId))
                .chain(token -> Uni.createFrom()
                        .failure(new ProblemException(
                                        403,
                                        "PASSWORD_CHANGE_REQUIRED",
                                        "Choose another password first: POST /auth/password with changeToken as bearer"
                                                + " token, then sign in.")
                                .with("changeToken", token.token())
                                .with("expiresIn", token.lifetime().toSeconds())));
    }

    /** Records that somebody tried to sign in who may not, then fails with 403 {@code ACCOUNT_SUSPENDED} or {@code ACCOUNT_DELETED}. */
    private <T> Uni<T> keepOut(Proof proof, Client client) {
        return fail(
                SecurityEvent.of(SecurityEventType.SIGN_IN_FAILED, proof.userId(), client)
                        .with("reason", proof.status().wireName()),
                proof.status() == UserStatus.DELETED ? deleted() : suspended());
    }

    private <T> Uni<T> fail(SecurityEvent event, ProblemException problem) {
        return securityEvents.record(event).chain(() -> Uni.createFrom().failure(problem));
    }

    private static ProblemException suspended() {
        return new ProblemException(
                403, "ACCOUNT_SUSPENDED", "This account is suspended; ask whoever runs this MediaNest.");
    }

    private static ProblemException deleted() {
        return new ProblemException(
                403,
                "ACCOUNT_DELETED",
                "This account is deleted; whoever runs this MediaNest can restore it for a while.");
    }
}
