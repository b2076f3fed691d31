package io.medianest.auth.signin;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.device.DeviceSessions;
import io.medianest.auth.passwordchange.ChangeTokens;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.auth.token.AccessTokens;
import io.medianest.auth.token.TokenAnswer;
import io.medianest.auth.user.Users;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a proof of who somebody is, or from its failure. Another way to sign in than the password proves in
 * its own way, and then comes here too.
 */
@ApplicationScoped
class Admission {
    private final Users users;
    private final DeviceSessions sessions;
    private final AccessTokens accessTokens;
    private final ChangeTokens changeTokens;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    Admission(
            Users users,
            DeviceSessions sessions,
            AccessTokens accessTokens,
            ChangeTokens changeTokens,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.users = users;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.changeTokens = changeTokens;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /** Signs a user in on a device; fails with 403 if the user was suspended a moment ago. */
    Uni<TokenAnswer> admit(UUID userId, DeviceInfo device, Client client) {
        return transactions.write(
                AuditActor.user(userId),
                () -> users.admit(userId)
                        .onItem()
                        .ifNull()
                        .failWith(Admission::suspended)
                        .chain(member -> sessions.open(userId, device, client)
                                .map(session -> accessTokens.answer(member, session))));
    }

    /**
     * Records a sign-in that failed, then fails with 401 {@code INVALID_CREDENTIALS}.
     *
     * @param userId who was meant; null if nobody has that address
     */
    Uni<TokenAnswer> refuse(@Nullable UUID userId, Client client) {
        return fail(
                SecurityEvent.of(SecurityEventType.SIGN_IN_FAILED, userId, client),
                new ProblemException(401, "INVALID_CREDENTIALS", "The address or the password is wrong."));
    }

    /** Fails with 403 {@code PASSWORD_CHANGE_REQUIRED} and a token that is good for nothing but the change. */
    Uni<TokenAnswer> demandPasswordChange(UUID userId) {
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

    /** Records that a suspended user tried to sign in, then fails with 403 {@code ACCOUNT_SUSPENDED}. */
    Uni<TokenAnswer> keepOut(UUID userId, Client client) {
        return fail(
                SecurityEvent.of(SecurityEventType.SIGN_IN_FAILED, userId, client)
                        .with("reason", "suspended"),
                suspended());
    }

    private Uni<TokenAnswer> fail(SecurityEvent event, ProblemException problem) {
        return securityEvents.record(event).chain(() -> Uni.createFrom().failure(problem));
    }

    private static ProblemException suspended() {
        return new ProblemException(
                403, "ACCOUNT_SUSPENDED", "This account is suspended; ask whoever runs this MediaNest.");
    }
}
