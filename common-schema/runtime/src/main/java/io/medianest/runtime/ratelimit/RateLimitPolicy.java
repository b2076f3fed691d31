package io.medianest.runtime.ratelimit;

/**
 * A named limit.
 *
 * @param name as in {@code medianest.rate-limit.<name>}, in answers and in metrics
 * @param rate how much is allowed
 */
public record RateLimitPolicy(String name, Rate rate) {}
