package io.medianest.auth.signin;

import io.medianest.auth.attempt.PasswordAttempts;
import io.medianest.auth.client.Client;
import io.medianest.auth.password.Passwords;
import io.medianest.auth.token.TokenAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Signing in with a password. An address that nobody has is answered with the same words and after the same work as a
 * wrong password.
 */
@ApplicationScoped
class SignIns {
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
     * @param client where the request came from
     * @return the tokens; fails with 401 {@code INVALID_CREDENTIALS}, with 403 {@code ACCOUNT_SUSPENDED} or
     *     {@code PASSWORD_CHANGE_REQUIRED} once the password is proved, with 503 {@code SIGN_IN_BUSY}, or
     *     with 429 {@code RATE_LIMITED} after too many failures
     */
    Uni<TokenAnswer> signIn(SignInRequest request, Client client) {
        return metrics.observe(
                attempts.signIn(request.email(), request.deviceOrUnknown(), client, () -> attempt(request, client)));
    }

    private Uni<TokenAnswer> attempt(SignInRequest request, Client client) {
        return candidates.byEmail(request.email().strip()).chain(found -> {
            Candidate candidate = found.orElse(null);
            return passwords
                    .matches(request.password(), candidate == null ? null : candidate.passwordHash())
                    .chain(matches -> matches && candidate != null
                            ? proved(candidate, request, client)
                            : admission.refuse(candidate == null ? null : candidate.userId(), client));
        });
    }

    private Uni<TokenAnswer> proved(Candidate candidate, SignInRequest request, Client client) {
        if (candidate.suspended()) {
            return admission.keepOut(candidate.userId(), client);
        }
        if (candidate.requiresPasswordChange()) {
            return admission.demandPasswordChange(candidate.userId());
        }
        return admission.admit(candidate.userId(), request.deviceOrUnknown(), client);
    }
}
