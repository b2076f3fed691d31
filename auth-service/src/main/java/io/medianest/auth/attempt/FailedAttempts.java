package io.medianest.auth.attempt;

import io.medianest.auth.client.Client;
import io.medianest.auth.securityevent.LimitHits;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.ratelimit.LimitDecision;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often an attempt may fail. Each attempt is taken before it is made, and given back when the proof was right,
 * so that many at once are not more than the limit. While Redis is away the database counts.
 */
@ApplicationScoped
class FailedAttempts {
    private static final Set<String> WRONG = Set.of("INVALID_CREDENTIALS", "INVALID_CODE");

    private final RateLimiter limiter;
    private final LimitHits hits;
    private final HttpServerRequest request;

    FailedAttempts(RateLimiter limiter, LimitHits hits, HttpServerRequest request) {
        this.limiter = limiter;
        this.hits = hits;
        this.request = request;
    }

    /**
     * Makes an attempt if every limit allows it.
     *
     * @param userId who is meant, for the record; null if nobody is known
     * @return the attempt's outcome; fails with 429 {@code RATE_LIMITED} if it is not made
     */
    <T> Uni<T> within(List<Hold> limits, @Nullable UUID userId, Client client, Supplier<Uni<T>> attempt) {
        Uni<Void> taken = Uni.createFrom().voidItem();
        for (Hold limit : limits) {
            taken = taken.chain(() -> take(limit, userId, client));
        }
        return taken.chain(() -> attempt.get()
                .onItem()
                .call(() -> giveBack(limits))
                .onFailure(failure -> !isWrong(failure))
                .call(() -> giveBack(limits)));
    }

    private Uni<Void> take(Hold limit, @Nullable UUID userId, Client client) {
        return limiter.take(limit.policy(), limit.subject()).chain(decision -> {
            decision.tell(request.response().headers());
            return decision.allowed() ? Uni.createFrom().voidItem() : refuse(limit, decision, userId, client);
        });
    }

    private Uni<Void> giveBack(List<Hold> limits) {
        Uni<Void> given = Uni.createFrom().voidItem();
        for (Hold limit : limits) {
            given = given.chain(() -> limiter.giveBack(limit.policy(), limit.subject()));
        }
        return given;
    }

    private Uni<Void> refuse(Hold limit, LimitDecision decision, @Nullable UUID userId, Client client) {
        return hits.record(limit.policy(), limit.subject(), userId, client)
                .chain(() -> Uni.createFrom().failure(decision.refusal()));
    }

    private static boolean isWrong(Throwable failure) {
        return failure instanceof ProblemException problem && WRONG.contains(problem.code());
    }
}
