package io.medianest.monitor.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check.
 *
 * @param at when the check began
 * @param finding what it found
 * @param responseMs how long the answer took in milliseconds; null without an answer
 * @param cause what is wrong, in words without addresses and secrets; null if nothing is
 */
public record Observation(
        Instant at,
        Finding finding,
        @Nullable Integer responseMs,
        @Nullable String cause) {}
