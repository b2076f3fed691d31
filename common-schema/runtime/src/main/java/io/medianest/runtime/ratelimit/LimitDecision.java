package io.medianest.runtime.ratelimit;

import io.medianest.runtime.problem.ProblemException;
import io.vertx.core.MultiMap;
import java.time.Duration;

/**
 * What a limit says to one attempt.
 *
 * @param policy which limit
 * @param allowed whether the attempt may go on
 * @param remaining how many more would be allowed now
 * @param reset until all of them are allowed again
 * @param retryAfter until one more is allowed; zero if one is now
 */
public record LimitDecision(
        RateLimitPolicy policy, boolean allowed, int remaining, Duration reset, Duration retryAfter) {
    /** What the limit is. */
    public static final String POLICY_HEADER = "RateLimit-Policy";
    /** What is left of it. */
    public static final String LIMIT_HEADER = "RateLimit";

    static LimitDecision ofMicros(RateLimitPolicy policy, boolean allowed, long[] remainingResetRetry) {
        return new LimitDecision(
                policy,
                allowed,
                (int) remainingResetRetry[0],
                Duration.ofNanos(remainingResetRetry[1] * 1_000),
                Duration.ofNanos(remainingResetRetry[2] * 1_000));
    }

    /** Tells the client about the limit, beside what other limits tell. */
    public void tell(MultiMap headers) {
        Rate rate = policy.rate();
        headers.add(
                POLICY_HEADER,
                "\"%s\";q=%d;w=%d"
                        .formatted(policy.name(), rate.count(), rate.period().toSeconds()));
        headers.add(LIMIT_HEADER, "\"%s\";r=%d;t=%d".formatted(policy.name(), remaining, seconds(reset)));
    }

    /** 429 {@code RATE_LIMITED}, with the time after which one more is allowed. */
    public ProblemException refusal() {
        return new ProblemException(
                        429, "RATE_LIMITED", "Too often; the limit is in policy, try again after Retry-After seconds.")
                .with("policy", policy.name())
                .retryAfter(Duration.ofSeconds(Math.max(1, seconds(retryAfter))));
    }

    private static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toMillis(), 1_000);
    }
}
