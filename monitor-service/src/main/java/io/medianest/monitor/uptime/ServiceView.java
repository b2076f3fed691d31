package io.medianest.monitor.uptime;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a service is.
 *
 * @param serviceName its name
 * @param status online, degraded or offline; null if nobody knows
 * @param responseTimeMs how long its last answer took, in milliseconds; null without one
 * @param lastCheckAt when it was looked at last; null if never
 * @param uptimePercentage of 30 days, as of the last minute; null without data
 * @param uptime of four windows, right now
 * @param enabled whether it is watched
 * @param maintenance whether it may be off right now
 */
public record ServiceView(
        String serviceName,
        @Nullable String status,
        @Nullable Integer responseTimeMs,
        @Nullable Instant lastCheckAt,
        @Nullable BigDecimal uptimePercentage,
        UptimeView uptime,
        boolean enabled,
        boolean maintenance) {}
