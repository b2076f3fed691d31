package io.medianest.monitor.kuma;

import org.jspecify.annotations.Nullable;

/**
 * A monitor of Uptime Kuma.
 *
 * @param id its number there
 * @param name its name
 * @param type what kind it is, such as {@code http}
 * @param status online, offline, degraded (pending there) or maintenance
 * @param responseTimeMs how long the last answer took in milliseconds; null without one
 */
public record KumaMonitor(
        String id,
        String name,
        String type,
        String status,
        @Nullable Integer responseTimeMs) {}
