package io.medianest.auth.signin;

import io.medianest.auth.attempt.PasswordAttempts;
import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.onetime.OneTimeToken;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.medianest.auth.secondfactor.SecondFactors;
import io.medianest.auth.signin.SecondFactorGate.Challenge;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** The second half of signing in, for those who have a second factor. */
@ApplicationScoped
public class SecondFactorSignIns {
    /** Then the first factor is asked for again. */
    private static final int MOST_ATTEMPTS = 5;

    private final OneTimeTokens tokens;
    private final SecondFactors factors;
    private final PasswordAttempts attempts;
    private final Admission admission;
    private final SignInMetrics metrics;
    private final Transactions transactions;

    SecondFactorSignIns(
            OneTimeTokens tokens,
            SecondFactors factors,
            PasswordAttempts attempts,
            Admission admission,
            SignInMetrics metrics,
            Transactions transactions) {
        this.tokens = tokens;
        this.factors = factors;
        this.attempts = attempts;
        this.admission = admission;
        this.metrics = metrics;
        this.transactions = transactions;
    }

    /**
     * Signs somebody in who has proved the first factor.
     *
     * @param challenge which the first half was answered with
     * @param code of the app, or for recovery
     * @param opening what to open on the device that the first half was sent by
     * @param client where the request came from
     * @return what was opened; fails with 401 {@code INVALID_CHALLENGE} or {@code INVALID_CODE}, or with 429
     *     {@code RATE_LIMITED} after too many failures, else as {@link Admission#admit} does
     */
    public <T> Uni<T> signIn(String challenge, String code, Function<DeviceInfo, Opening<T>> opening, Client client) {
        return metrics.observe(tokens.find(TokenPurpose.SECOND_FACTOR, challenge)
                .onItem()
                .ifNull()
                .failWith(SecondFactorSignIns::invalidChallenge)
                .chain(found -> {
                    DeviceInfo device = Challenge.device(found.detail());
                    return attempts.secondFactor(
                            found.userId(),
                            device,
                            client,
                            () -> prove(found, challenge, code, client)
                                    .chain(() -> admission.proceed(
                                            Challenge.proof(found.userId(), found.detail()),
                                            opening.apply(device),
                                            client)));
                }));
    }

    /** The outcome of one code; a wrong one must stay counted, so that it commits too. */
    private enum Outcome {
        RIGHT,
        WRONG,
        NO_CHALLENGE
    }

    private Uni<Void> prove(OneTimeToken found, String challenge, String code, Client client) {
        return transactions
                .write(
                        AuditActor.user(found.userId()),
                        () -> tokens.attempt(TokenPurpose.SECOND_FACTOR, challenge, MOST_ATTEMPTS)
                                .chain(token -> token == null
                                        ? Uni.createFrom().item(Outcome.NO_CHALLENGE)
                                        : use(token, challenge, code, client)))
                .chain(outcome -> switch (outcome) {
                    case RIGHT -> Uni.createFrom().voidItem();
                    case WRONG -> admission.refuseCode(found.userId(), client);
                    case NO_CHALLENGE -> Uni.createFrom().failure(invalidChallenge());
                });
    }

    private Uni<Outcome> use(OneTimeToken token, String challenge, String code, Client client) {
        return factors.use(token.userId(), code, client)
                .chain(right -> right
                        ? tokens.take(TokenPurpose.SECOND_FACTOR, challenge).replaceWith(Outcome.RIGHT)
                        : Uni.createFrom().item(Outcome.WRONG));
    }

    private static ProblemException invalidChallenge() {
        return new ProblemException(
                401, "INVALID_CHALLENGE", "This sign-in took too long or too many tries; begin again.");
    }
}
