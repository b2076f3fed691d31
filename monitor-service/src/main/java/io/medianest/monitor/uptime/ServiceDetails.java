package io.medianest.monitor.uptime;

import io.medianest.monitor.check.CheckView;
import io.medianest.monitor.kuma.KumaMonitor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service is, with its last looks.
 *
 * @param serviceName its name
 * @param status online, degraded or offline; null if nobody knows
 * @param responseTimeMs how long its last answer took, in milliseconds; null without one
 * @param lastCheckAt when it was looked at last; null if never
 * @param uptimePercentage of 30 days, as of the last minute; null without data
 * @param uptime of four windows, right now
 * @param enabled whether it is watched
 * @param maintenance whether it may be off right now
 * @param checks the last hundred looks, the latest first
 * @param monitors of Uptime Kuma: the monitors that it tells of; else none
 */
public record ServiceDetails(
        String serviceName,
        @Nullable String status,
        @Nullable Integer responseTimeMs,
        @Nullable Instant lastCheckAt,
        @Nullable BigDecimal uptimePercentage,
        UptimeView uptime,
        boolean enabled,
        boolean maintenance,
        List<CheckView> checks,
        List<KumaMonitor> monitors) {

    static ServiceDetails of(ServiceView view, List<CheckView> checks, List<KumaMonitor> monitors) {
        return new ServiceDetails(
                view.serviceName(),
                view.status(),
                view.responseTimeMs(),
                view.lastCheckAt(),
                view.uptimePercentage(),
                view.uptime(),
                view.enabled(),
                view.maintenance(),
                checks,
                monitors);
    }
}
