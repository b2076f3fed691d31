package io.medianest.monitor.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look at a service.
 *
 * @param at when
 * @param result up, impaired, down, or unseen if nothing at all could be reached
 * @param responseTimeMs how long the answer took; null without one
 * @param cause what was wrong; null if nothing was
 */
public record CheckView(
        Instant at,
        String result,
        @Nullable Integer responseTimeMs,
        @Nullable String cause) {}
