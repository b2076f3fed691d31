package io.medianest.auth.secondfactor;

import io.medianest.auth.client.Client;
import io.medianest.auth.password.LocalCredentials;
import io.medianest.auth.user.AccountRecovery;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** How people lose their second factor. */
@ApplicationScoped
class Removals {
    private final SecondFactors factors;
    private final SecondFactorQuery query;
    private final SecondFactorConfig config;
    private final LocalCredentials credentials;
    private final AccountRecovery recovery;
    private final Transactions transactions;

    Removals(
            SecondFactors factors,
            SecondFactorQuery query,
            SecondFactorConfig config,
            LocalCredentials credentials,
            AccountRecovery recovery,
            Transactions transactions) {
        this.factors = factors;
        this.query = query;
        this.config = config;
        this.credentials = credentials;
        this.recovery = recovery;
        this.transactions = transactions;
    }

    /**
     * Takes one's own away.
     *
     * @return fails with 409 {@code NO_SECOND_FACTOR}, {@code SECOND_FACTOR_REQUIRED} if the role must have one, or
     *     {@code PASSWORD_TOO_SHORT_ALONE}
     */
    Uni<Void> remove(UUID userId, Client client) {
        return query.standing(userId)
                .invoke(standing -> {
                    if (config.requiredFor()
                            .map(roles -> roles.contains(standing.role()))
                            .orElse(false)) {
                        throw ProblemException.conflict(
                                "SECOND_FACTOR_REQUIRED", "Your role must have a second factor here.");
                    }
                })
                .chain(() -> transactions.write(
                        AuditActor.user(userId),
                        () -> credentials
                                .isShort(userId)
                                .invoke(Removals::refuseShort)
                                .chain(() -> factors.remove(userId, client))
                                .invoke(Removals::demand)))
                .replaceWithVoid();
    }

    /**
     * Takes away the one of somebody who has lost it. Whose password is too short alone must choose another.
     *
     * @param admin who does it
     * @return fails with 404 if there is none; with 409 {@code OWN_ACCOUNT} for oneself
     */
    Uni<Void> removeLost(UUID admin, UUID userId) {
        if (admin.equals(userId)) {
            throw ProblemException.conflict("OWN_ACCOUNT", "Remove your own at /auth/second-factor.");
        }
        return transactions.write(
                AuditActor.user(admin),
                () -> factors.remove(userId, Client.NONE)
                        .invoke(removed -> {
                            if (!removed) {
                                throw ProblemException.notFound("second factor");
                            }
                        })
                        .chain(() -> credentials.isShort(userId))
                        .chain(isShort -> isShort
                                ? recovery.demandPasswordChange(userId, admin)
                                : Uni.createFrom().voidItem()));
    }

    private static void refuseShort(boolean isShort) {
        if (isShort) {
            throw ProblemException.conflict(
                    "PASSWORD_TOO_SHORT_ALONE", "Choose a password of at least 15 characters first.");
        }
    }

    private static void demand(boolean removed) {
        if (!removed) {
            throw ProblemException.conflict("NO_SECOND_FACTOR", "There is no second factor.");
        }
    }
}
