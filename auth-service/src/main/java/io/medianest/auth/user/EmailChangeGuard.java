package io.medianest.auth.user;

import io.medianest.auth.freshsignin.FreshSignIn;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands before a change of address: it hands the account over, and sends mail to whatever address was typed. */
@ApplicationScoped
class EmailChangeGuard {
    private static final String TAKEN =
            "select exists (select from users where lower(email) = lower($1) and id <> $2) as taken";

    private final FreshSignIn fresh;
    private final RateLimiter limiter;
    private final RateLimitPolicy policy;
    private final Pool pool;

    EmailChangeGuard(FreshSignIn fresh, RateLimiter limiter, RateLimitPolicies policies, Pool pool) {
        this.fresh = fresh;
        this.limiter = limiter;
        this.pool = pool;
        policy = policies.named("email-verification");
    }

    /**
     * Passes what does not ask for another address.
     *
     * @param email what the user asks for; null for no change
     * @return fails with 403 {@code FRESH_SIGN_IN_REQUIRED}, 409 {@code EMAIL_TAKEN} or 429 {@code RATE_LIMITED}
     */
    Uni<Void> check(Caller caller, UserView user, @Nullable String email) {
        if (email == null || email.equals(user.email()) || email.equals(user.pendingEmail())) {
            return Uni.createFrom().voidItem();
        }
        fresh.require(caller);
        return limiter.take(policy, LimitSubject.user(caller.userId())).chain(decision -> {
            if (!decision.allowed()) {
                throw decision.refusal();
            }
            return checkFree(email, caller.userId());
        });
    }

    /** Early, for a clear answer; what decides is the unique index, when the address is taken. */
    private Uni<Void> checkFree(String email, UUID userId) {
        return pool.preparedQuery(TAKEN).execute(Tuple.of(email, userId)).map(rows -> {
            if (rows.iterator().next().getBoolean("taken")) {
                throw Users.emailTaken();
            }
            return null;
        });
    }
}
