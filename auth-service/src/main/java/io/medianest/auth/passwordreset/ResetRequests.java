package io.medianest.auth.passwordreset;

import io.medianest.auth.client.Client;
import io.medianest.auth.secret.TokenHashes;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * Takes requests for a way back in. Whoever asks, and for whatever address, the same is done before the answer: the
 * request is written down. Whether there is such an account is looked up afterwards, by {@link ResetRounds}.
 */
@ApplicationScoped
class ResetRequests {
    private final ResetRequestRepository repository;
    private final RateLimiter limiter;
    private final RateLimitPolicy policy;
    private final TokenHashes hashes;
    private final Transactions transactions;
    private final HttpServerRequest request;

    ResetRequests(
            ResetRequestRepository repository,
            RateLimiter limiter,
            RateLimitPolicies policies,
            TokenHashes hashes,
            Transactions transactions,
            HttpServerRequest request) {
        this.repository = repository;
        this.limiter = limiter;
        this.hashes = hashes;
        this.transactions = transactions;
        this.request = request;
        policy = policies.named("password-reset");
    }

    /**
     * Takes a request; fails with 429 {@code RATE_LIMITED} if there have been too many for this address, whether somebody
     * has it or not.
     *
     * @param email as it was typed
     */
    Uni<Void> add(String email, Client client) {
        String account = email.strip().toLowerCase(Locale.ROOT);
        LimitSubject subject = LimitSubject.hashed(hashes.limited().ofToken(account));
        return limiter.take(policy, subject).chain(decision -> {
            decision.tell(request.response().headers());
            if (!decision.allowed()) {
                throw decision.refusal();
            }
            return transactions.write(AuditActor.service("auth-service"), () -> repository.add(email.strip(), client));
        });
    }
}
