package io.medianest.monitor.schedule;

import io.medianest.monitor.probe.ProbeResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How looking goes. */
@ApplicationScoped
public class ProbeMetrics {
    /** Of how many services metrics are shown at most. */
    public static final int MOST = 500;

    private static final String PROBE = "medianest.monitor.probe";
    private static final String OTHERS = "other";
    private static final Duration[] LAGS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };
    private static final Duration[] TIMES = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry metrics;
    private final Timer lag;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    ProbeMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        lag = Timer.builder("medianest.monitor.schedule.lag")
                .description("How long after its time a service was looked at")
                .serviceLevelObjectives(LAGS)
                .register(metrics);
    }

    /** A service was taken so many milliseconds after its time. */
    void taken(long lagMs) {
        lag.record(Duration.ofMillis(lagMs));
    }

    /** A service was looked at. */
    void looked(String service, ProbeResult result) {
        Timer.builder(PROBE)
                .description("Looks at services and how long their answers took")
                .tag("service", shown(service))
                .tag("finding", result.finding().name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(TIMES)
                .register(metrics)
                .record(Duration.ofMillis(result.responseMs() == null ? 0 : result.responseMs()));
    }

    /** From now on only of these services, and of others together. */
    public void showOnly(Set<String> services) {
        shown.retainAll(services);
        metrics.find(PROBE).timers().stream()
                .filter(timer -> {
                    String service = timer.getId().getTag("service");
                    return service != null && !service.equals(OTHERS) && !services.contains(service);
                })
                .forEach(metrics::remove);
    }

    private String shown(String service) {
        if (shown.contains(service)) {
            return service;
        }
        return shown.size() < MOST && shown.add(service) ? service : OTHERS;
    }
}
