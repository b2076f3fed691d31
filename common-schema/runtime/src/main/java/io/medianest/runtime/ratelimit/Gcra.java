package io.medianest.runtime.ratelimit;

/**
 * The generic cell rate algorithm: all that is kept of a subject is the time at which its whole allowance is back. Here
 * for the local limiter; {@link RedisDecisions} and the database say the same in their own languages.
 */
final class Gcra {
    private Gcra() {}

    /**
     * Decides about one attempt.
     *
     * @param fullAt when the allowance is whole again, in microseconds; anything in the past if it is
     * @param now in microseconds
     */
    static Step take(RateLimitPolicy policy, long fullAt, long now) {
        long interval = policy.rate().intervalMicros();
        long allowance = interval * policy.rate().count();
        long before = Math.max(fullAt, now);
        long after = before + interval;
        boolean allowed = after - now <= allowance;
        long kept = allowed ? after : before;
        long retry = Math.max(0, kept + interval - allowance - now);
        long remaining = Math.max(0, (allowance - (kept - now)) / interval);
        return new Step(kept, LimitDecision.ofMicros(policy, allowed, new long[] {remaining, kept - now, retry}));
    }

    /** What is kept then, and the decision. */
    record Step(long fullAt, LimitDecision decision) {}
}
