package io.medianest.auth.token;

import io.medianest.auth.client.Client;
import io.medianest.auth.secret.TokenHashes;
import io.medianest.auth.securityevent.LimitHits;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** How often one device may refresh; a client that has gone wrong does so without end. */
@ApplicationScoped
class RefreshLimit {
    private static final String DEVICE = "select device_id, user_id from session_tokens where token_hash = any($1)";

    private final RateLimiter limiter;
    private final RateLimitPolicy policy;
    private final TokenHashes hashes;
    private final Pool pool;
    private final LimitHits hits;

    RefreshLimit(RateLimiter limiter, RateLimitPolicies policies, TokenHashes hashes, Pool pool, LimitHits hits) {
        this.limiter = limiter;
        this.hashes = hashes;
        this.pool = pool;
        this.hits = hits;
        policy = policies.named("refresh");
    }

    /**
     * Takes one refresh of the device that the token is of; a token of none only counts for its address.
     *
     * @return fails with 429 {@code RATE_LIMITED}
     */
    Uni<Void> take(String refreshToken, Client client) {
        String[] candidates = hashes.refresh().candidates(refreshToken).toArray(String[]::new);
        return pool.preparedQuery(DEVICE)
                .execute(Tuple.tuple().addArrayOfString(candidates))
                .chain(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? take(found.next(), client)
                            : Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> take(Row device, Client client) {
        LimitSubject subject = LimitSubject.hashed(device.getUUID("device_id").toString());
        return limiter.take(policy, subject)
                .chain(decision -> decision.allowed()
                        ? Uni.createFrom().voidItem()
                        : hits.record(policy, subject, device.getUUID("user_id"), client)
                                .chain(() -> Uni.createFrom().failure(decision.refusal())));
    }
}
