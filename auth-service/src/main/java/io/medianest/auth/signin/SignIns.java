package io.medianest.auth.signin;

import io.medianest.auth.attempt.PasswordAttempts;
import io.medianest.auth.client.Client;
import io.medianest.auth.password.Passwords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Signing in with a password. An address that nobody has is answered with the same words and after the same work as a
 * wrong password.
 */
@ApplicationScoped
public class SignIns {
    private final CandidateQuery candidates;
    private final Passwords passwords;
    private final Admission admission;
    private final SignInMetrics metrics;
    private final PasswordAttempts attempts;

    SignIns(
            CandidateQuery candidates,
            Passwords passwords,
            Admission admission,
            SignInMetrics metrics,
            PasswordAttempts attempts) {
        this.candidates = candidates;
        this.passwords = passwords;
        this.admission = admission;
        this.metrics = metrics;
        this.attempts = attempts;
    }

    /**
     * Signs somebody in.
     *
     * @param attempt what was typed
     * @param opening what to open
     * @param client where the request came from
     * @return what was opened; fails with 401 {@code INVALID_CREDENTIALS}, with 403 {@code ACCOUNT_SUSPENDED} or
     *     {@code PASSWORD_CHANGE_REQUIRED} once the password is proved, with 503 {@code SIGN_IN_BUSY}, or
     *     with 429 {@code RATE_LIMITED} after too many failures
     */
    public <T> Uni<T> signIn(PasswordAttempt attempt, Opening<T> opening, Client client) {
        return metrics.observe(
                attempts.signIn(attempt.email(), attempt.device(), client, () -> prove(attempt, opening, client)));
    }

    private <T> Uni<T> prove(PasswordAttempt attempt, Opening<T> opening, Client client) {
        return candidates.byEmail(attempt.email().strip()).chain(found -> {
            Candidate candidate = found.orElse(null);
            return passwords
                    .matches(attempt.password(), candidate == null ? null : candidate.passwordHash())
                    .chain(matches -> matches && candidate != null
                            ? admission.admit(candidate.proof(), opening, client)
                            : admission.refuse(candidate == null ? null : candidate.userId(), client));
        });
    }
}
