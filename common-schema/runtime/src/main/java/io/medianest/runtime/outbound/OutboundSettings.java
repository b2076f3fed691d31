package io.medianest.runtime.outbound;

import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * How patiently an outside system is spoken to.
 *
 * @param system names it in logs and of the breaker, such as {@code overseerr}
 * @param metric the timer of its calls, such as {@code medianest.media.overseerr.calls}; tags operation and outcome
 * @param connections the most at a time; 64 calls more wait for one
 * @param connectTimeout the longest wait for a connection
 * @param breakerDelay how long nothing is sent after several failures in a row
 * @param longestPatience the most that it may ask for by {@code Retry-After}; zero to take no notice
 * @param troubled which statuses mean that it is in trouble, not that the call was wrong
 */
public record OutboundSettings(
        String system,
        String metric,
        int connections,
        Duration connectTimeout,
        Duration breakerDelay,
        Duration longestPatience,
        IntPredicate troubled) {}
