package io.medianest.runtime.ratelimit;

/**
 * Fired, as a CDI event, when a {@link RateLimited} method was not run. Each further attempt fires another.
 *
 * @param policy the limit that held
 * @param subject whom it held
 */
public record LimitHit(RateLimitPolicy policy, LimitSubject subject) {}
