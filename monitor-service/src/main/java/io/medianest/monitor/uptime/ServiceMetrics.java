package io.medianest.monitor.uptime;

import io.medianest.monitor.schedule.ProbeMetrics;
import io.medianest.runtime.schedule.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How services are and were, for Prometheus: the first 500 by name, so that the number of series is bounded. A service
 * that is there no more is not shown any longer.
 */
@ApplicationScoped
class ServiceMetrics {
    private static final List<String> STATES =
            List.of("online", "degraded", "offline", "maintenance", "disabled", "unknown");
    private static final int PERCENT = 2;

    private final MultiGauge statuses;
    private final MultiGauge uptimes;
    private final ProbeMetrics probes;

    ServiceMetrics(MeterRegistry registry, ProbeMetrics probes) {
        this.probes = probes;
        statuses = MultiGauge.builder("medianest.service.status")
                .description("1 for the status that a service has, 0 for all others")
                .register(registry);
        uptimes = MultiGauge.builder("medianest.service.uptime.ratio")
                .description("The share of the window's time that counts in which a service was up")
                .register(registry);
    }

    /**
     * @param pause how often the state of services and their uptimes are shown to Prometheus
     */
    void start(
            @Observes StartupEvent event,
            Rounds rounds,
            ServiceQueries services,
            @ConfigProperty(name = "medianest.monitor.metrics-every") Duration pause) {
        rounds.every(
                "Showing services to Prometheus",
                pause,
                () -> services.page(null, "", ProbeMetrics.MOST)
                        .invoke(this::show)
                        .replaceWithVoid());
    }

    private void show(List<ServiceView> services) {
        List<Row<?>> status = new ArrayList<>();
        List<Row<?>> uptime = new ArrayList<>();
        for (ServiceView service : services) {
            String now = status(service);
            for (String state : STATES) {
                status.add(
                        Row.of(Tags.of("service", service.serviceName(), "status", state), state.equals(now) ? 1 : 0));
            }
            windows(service.uptime())
                    .forEach((window, percent) -> uptime.add(Row.of(
                            Tags.of("service", service.serviceName(), "window", window),
                            percent.movePointLeft(PERCENT).doubleValue())));
        }
        statuses.register(status, true);
        uptimes.register(uptime, true);
        probes.showOnly(services.stream().map(ServiceView::serviceName).collect(Collectors.toSet()));
    }

    private static String status(ServiceView service) {
        if (!service.enabled()) {
            return "disabled";
        }
        if (service.maintenance()) {
            return "maintenance";
        }
        return service.status() == null ? "unknown" : service.status();
    }

    private static Map<String, BigDecimal> windows(UptimeView uptime) {
        Map<String, BigDecimal> windows = new LinkedHashMap<>();
        put(windows, "24h", uptime.h24());
        put(windows, "7d", uptime.d7());
        put(windows, "30d", uptime.d30());
        put(windows, "90d", uptime.d90());
        return windows;
    }

    private static void put(Map<String, BigDecimal> windows, String window, @Nullable BigDecimal percent) {
        if (percent != null) {
            windows.put(window, percent);
        }
    }
}
