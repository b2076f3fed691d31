package io.medianest.auth.passwordreset;

import io.medianest.auth.client.Client;
import io.medianest.auth.secret.TokenHashes;
import io.medianest.auth.securityevent.LimitHits;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** How often a way back in may be asked for, for one address, whether somebody has it or not. */
@ApplicationScoped
class ResetLimit {
    private final RateLimiter limiter;
    private final RateLimitPolicy policy;
    private final TokenHashes hashes;
    private final LimitHits hits;
    private final HttpServerRequest request;

    ResetLimit(
            RateLimiter limiter,
            RateLimitPolicies policies,
            TokenHashes hashes,
            LimitHits hits,
            HttpServerRequest request) {
        this.limiter = limiter;
        this.hashes = hashes;
        this.hits = hits;
        this.request = request;
        policy = policies.named("password-reset");
    }

    /**
     * Takes one; fails with 429 {@code RATE_LIMITED}. The record of that names no user: nobody is looked up here.
     *
     * @param email in whatever spelling of upper and lower case
     */
    Uni<Void> take(String email, Client client) {
        String account = email.toLowerCase(Locale.ROOT);
        LimitSubject subject = LimitSubject.hashed(hashes.limited().ofToken(account));
        return limiter.take(policy, subject).chain(decision -> {
            decision.tell(request.response().headers());
            return decision.allowed()
                    ? Uni.createFrom().voidItem()
                    : hits.record(policy, subject, null, client)
                            .chain(() -> Uni.createFrom().failure(decision.refusal()));
        });
    }
}
