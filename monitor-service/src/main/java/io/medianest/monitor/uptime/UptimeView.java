package io.medianest.monitor.uptime;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * For how much of a time a service has worked, in percent, cut off (never rounded up) after two decimals. Maintenance,
 * and what nobody watched, is left out; null if nothing is left.
 *
 * @param h24 the last 24 hours
 * @param d7 the last 7 days
 * @param d30 the last 30 days
 * @param d90 the last 90 days
 */
public record UptimeView(
        @Nullable BigDecimal h24,
        @Nullable BigDecimal d7,
        @Nullable BigDecimal d30,
        @Nullable BigDecimal d90) {}
