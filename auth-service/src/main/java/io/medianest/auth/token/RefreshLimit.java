package io.medianest.auth.token;

import io.medianest.auth.secret.TokenHashes;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** How often one device may refresh; a client that has gone wrong does so without end. */
@ApplicationScoped
class RefreshLimit {
    private static final String DEVICE = "select device_id from session_tokens where token_hash = any($1)";

    private final RateLimiter limiter;
    private final RateLimitPolicy policy;
    private final TokenHashes hashes;
    private final Pool pool;

    RefreshLimit(RateLimiter limiter, RateLimitPolicies policies, TokenHashes hashes, Pool pool) {
        this.limiter = limiter;
        this.hashes = hashes;
        this.pool = pool;
        policy = policies.named("refresh");
    }

    /**
     * Takes one refresh of the device that the token is of; a token of none only counts for its address.
     *
     * @return fails with 429 {@code RATE_LIMITED}
     */
    Uni<Void> take(String refreshToken) {
        String[] candidates = hashes.refresh().candidates(refreshToken).toArray(String[]::new);
        return pool.preparedQuery(DEVICE)
                .execute(Tuple.tuple().addArrayOfString(candidates))
                .chain(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? take(LimitSubject.hashed(found.next().getUUID(0).toString()))
                            : Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> take(LimitSubject device) {
        return limiter.take(policy, device).map(decision -> {
            if (!decision.allowed()) {
                throw decision.refusal();
            }
            return null;
        });
    }
}
