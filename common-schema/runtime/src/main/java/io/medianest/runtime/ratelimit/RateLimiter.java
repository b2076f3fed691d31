package io.medianest.runtime.ratelimit;

import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether somebody may do something once more. Redis decides; while it is away or slow, another decides in its
 * place, and if none can, nothing is allowed. What it answers, it answers on the caller's own Vert.x context.
 */
@ApplicationScoped
public class RateLimiter {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RedisDecisions redis;
    private final DatabaseDecisions database;
    private final LocalDecisions local;
    private final RedisBreaker breaker;
    private final LimiterConfig config;
    private final LimiterMetrics metrics;

    RateLimiter(
            RedisDecisions redis,
            DatabaseDecisions database,
            LocalDecisions local,
            RedisBreaker breaker,
            LimiterConfig config,
            LimiterMetrics metrics) {
        this.redis = redis;
        this.database = database;
        this.local = local;
        this.breaker = breaker;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Takes one of what is left. While Redis is away the database decides.
     *
     * @return the decision; fails with 503 {@code LIMITS_UNAVAILABLE} if the database is away too
     */
    public Uni<LimitDecision> take(RateLimitPolicy policy, LimitSubject subject) {
        return take(policy, subject, Optional.empty());
    }

    /**
     * As {@link #take(RateLimitPolicy, LimitSubject)}, for a call that may come again.
     *
     * @param call names it; the same call of the same subject takes nothing again for a day, unless Redis is away
     */
    public Uni<LimitDecision> take(RateLimitPolicy policy, LimitSubject subject, Optional<String> call) {
        return here(() -> breaker.guard(() -> redis.take(policy, subject, call))
                .invoke(decision -> metrics.decided(decision, "redis"))
                .onFailure()
                .recoverWithUni(() -> fromDatabase(database.take(policy, subject))
                        .invoke(decision -> metrics.decided(decision, "database"))));
    }

    /**
     * Tells what is left without taking any.
     *
     * @return what {@code remaining} and {@code reset} are now; the rest says nothing; fails as {@link #take} does
     */
    public Uni<LimitDecision> look(RateLimitPolicy policy, LimitSubject subject) {
        return here(() -> breaker.guard(() -> redis.look(policy, subject))
                .onFailure()
                .recoverWithUni(() -> fromDatabase(database.look(policy, subject))));
    }

    /** As {@link #take}; but while Redis is away this process decides, for its own callers alone. */
    public Uni<LimitDecision> takeOrLocal(RateLimitPolicy policy, LimitSubject subject) {
        return here(() -> breaker.guard(() -> redis.take(policy, subject, Optional.empty()))
                .invoke(decision -> metrics.decided(decision, "redis"))
                .onFailure()
                .recoverWithItem(() -> {
                    LimitDecision decision = local.take(policy, subject);
                    metrics.decided(decision, "local");
                    return decision;
                }));
    }

    /**
     * Gives back one that was taken, since the attempt turned out to be none that counts. If that fails, the attempt
     * counts.
     *
     * @param subject an address or a hash; what users took stays taken
     */
    public Uni<Void> giveBack(RateLimitPolicy policy, LimitSubject subject) {
        return here(() -> breaker.guard(() -> redis.giveBack(policy, subject))
                .onFailure()
                .recoverWithUni(() -> fromDatabase(database.giveBack(policy, subject)))
                .onFailure()
                .invoke(metrics::notGivenBack)
                .onItemOrFailure()
                .transformToUni((decision, failure) -> Uni.createFrom().voidItem()));
    }

    private Uni<LimitDecision> fromDatabase(Uni<LimitDecision> decision) {
        return decision.ifNoItem()
                .after(config.databaseTimeout())
                .fail()
                .onFailure()
                .transform(failure -> {
                    metrics.undecided(failure);
                    return ProblemException.unavailable(
                            "LIMITS_UNAVAILABLE", "It cannot be told how often you did this; try again soon.", SOON);
                });
    }

    private static <T> Uni<T> here(Supplier<Uni<T>> decision) {
        return Uni.createFrom().deferred(() -> {
            Context own = Vertx.currentContext();
            return own == null ? decision.get() : decision.get().emitOn(task -> on(own, task));
        });
    }

    private static void on(Context own, Runnable task) {
        @Nullable Context current = Vertx.currentContext();
        if (own.equals(current)) {
            task.run();
        } else {
            own.runOnContext(nothing -> task.run());
        }
    }
}
