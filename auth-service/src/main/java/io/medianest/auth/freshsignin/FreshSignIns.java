package io.medianest.auth.freshsignin;

import io.medianest.auth.client.Client;
import io.medianest.auth.password.KnownPassword;
import io.medianest.auth.password.KnownPasswordQuery;
import io.medianest.auth.password.Passwords;
import io.medianest.auth.secondfactor.SecondFactorQuery;
import io.medianest.auth.secondfactor.SecondFactors;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Proofs that whoever is signed in is still its owner. */
@ApplicationScoped
class FreshSignIns {
    private final KnownPasswordQuery known;
    private final Passwords passwords;
    private final SecondFactors factors;
    private final SecondFactorQuery query;
    private final RenewedSessions sessions;
    private final Transactions transactions;

    FreshSignIns(
            KnownPasswordQuery known,
            Passwords passwords,
            SecondFactors factors,
            SecondFactorQuery query,
            RenewedSessions sessions,
            Transactions transactions) {
        this.known = known;
        this.passwords = passwords;
        this.factors = factors;
        this.query = query;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /**
     * Makes the caller's sign-in a fresh one.
     *
     * @return a new access token; fails with 403 {@code INVALID_CREDENTIALS} or {@code INVALID_CODE}, or with 403
     *     {@code SECOND_FACTOR_REQUIRED} if the password alone proves too little
     */
    Uni<FreshSignInAnswer> prove(Caller caller, FreshSignInRequest request, Client client) {
        if (caller.isApiKey()) {
            throw new ProblemException(403, "FORBIDDEN", "An API key cannot prove who you are.");
        }
        return byEither(caller.userId(), request, client).chain(() -> sessions.renew(caller, client));
    }

    private Uni<Void> byEither(UUID userId, FreshSignInRequest request, Client client) {
        String password = request.password();
        String code = request.code();
        return password != null ? byPassword(userId, password) : byCode(userId, String.valueOf(code), client);
    }

    private Uni<Void> byPassword(UUID userId, String password) {
        return query.standing(userId)
                .invoke(standing -> {
                    if (standing.isOn()) {
                        throw new ProblemException(
                                403, "SECOND_FACTOR_REQUIRED", "Send code instead, as you have a second factor.");
                    }
                })
                .chain(() -> known.of(userId))
                .chain(found -> passwords.matches(password, hash(found.orElse(null))))
                .invoke(right -> demand(right, "INVALID_CREDENTIALS", "The password is wrong."))
                .replaceWithVoid();
    }

    private Uni<Void> byCode(UUID userId, String code, Client client) {
        return transactions
                .write(AuditActor.user(userId), () -> factors.use(userId, code, client))
                .invoke(right -> demand(right, "INVALID_CODE", "The code is wrong, or was used before."))
                .replaceWithVoid();
    }

    private static void demand(boolean right, String code, String detail) {
        if (!right) {
            throw new ProblemException(403, code, detail);
        }
    }

    private static @Nullable String hash(@Nullable KnownPassword password) {
        return password == null ? null : password.hash();
    }
}
