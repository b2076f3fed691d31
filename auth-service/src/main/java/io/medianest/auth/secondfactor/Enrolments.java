package io.medianest.auth.secondfactor;

import io.medianest.auth.client.Client;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** How people get a second factor, and lose it. */
@ApplicationScoped
class Enrolments {
    private final SecondFactors factors;
    private final SecondFactorQuery query;
    private final SecondFactorConfig config;
    private final OneTimeTokens tokens;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    Enrolments(
            SecondFactors factors,
            SecondFactorQuery query,
            SecondFactorConfig config,
            OneTimeTokens tokens,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.factors = factors;
        this.query = query;
        this.config = config;
        this.tokens = tokens;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /** Makes a secret, which replaces one that was not confirmed; fails with 409 if there is a second factor. */
    Uni<Enrolment> begin(UUID userId) {
        byte[] secret = Totp.newSecret();
        return transactions
                .write(AuditActor.user(userId), () -> factors.begin(userId, secret))
                .chain(begun -> {
                    if (!begun) {
                        throw ProblemException.conflict(
                                "SECOND_FACTOR_EXISTS", "There is a second factor; remove it first.");
                    }
                    return query.standing(userId);
                })
                .map(standing -> Enrolment.of(secret, config.issuer(), standing.email()));
    }

    /**
     * Confirms the secret by a code of the app; from then on a code is asked for at each sign-in.
     *
     * @return recovery codes, shown this once; fails with 403 {@code INVALID_CODE}
     */
    Uni<RecoveryCodesView> confirm(UUID userId, String code, Client client) {
        return transactions.write(
                AuditActor.user(userId),
                () -> factors.confirm(userId, code, client)
                        .invoke(Enrolments::refuseUnless)
                        .call(() -> tokens.forget(TokenPurpose.SECOND_FACTOR_SETUP, userId))
                        .chain(() -> factors.renewCodes(userId))
                        .map(RecoveryCodesView::new));
    }

    /** Makes new recovery codes in place of the old ones; fails with 409 if there is no second factor. */
    Uni<RecoveryCodesView> renewCodes(UUID userId, Client client) {
        return transactions.write(
                AuditActor.user(userId),
                () -> factors.isOn(userId)
                        .invoke(Enrolments::demand)
                        .chain(() -> securityEvents.record(
                                SecurityEvent.of(SecurityEventType.RECOVERY_CODES_RENEWED, userId, client)))
                        .chain(() -> factors.renewCodes(userId))
                        .map(RecoveryCodesView::new));
    }

    /** What the second factor of somebody is. */
    Uni<SecondFactorView> view(UUID userId) {
        return query.view(userId);
    }

    private static void refuseUnless(boolean confirmed) {
        if (!confirmed) {
            throw new ProblemException(403, "INVALID_CODE", "This is not the code that your app shows now.");
        }
    }

    private static void demand(boolean exists) {
        if (!exists) {
            throw ProblemException.conflict("NO_SECOND_FACTOR", "There is no second factor.");
        }
    }
}
