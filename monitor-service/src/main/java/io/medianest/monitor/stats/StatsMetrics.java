package io.medianest.monitor.stats;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The latest counts for Prometheus. Each instance shows the same; they are counted once. */
@ApplicationScoped
class StatsMetrics {
    private final MeterRegistry registry;
    private final MultiGauge errors;
    private final Map<Key, AtomicLong> shown = new ConcurrentHashMap<>();

    private record Key(String gauge, String tag, String value) {}

    StatsMetrics(MeterRegistry registry) {
        this.registry = registry;
        errors = MultiGauge.builder("medianest.endpoint.errors")
                .description("Errors of the last 24 hours by endpoint, the 50 with most, counted once a minute")
                .register(registry);
    }

    /** Shows these from now on; what there is none of any more is 0. */
    void show(Stats stats) {
        show(
                "medianest.active.sessions",
                "kind",
                Map.of("browser", stats.activeSessions(), "device", stats.activeDevices()));
        show("medianest.users", "status", stats.users());
        show("medianest.media.requests", "status", stats.mediaRequests());
        show("medianest.youtube.downloads", "status", stats.youtubeDownloads());
        errors.register(
                stats.errors().stream()
                        .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(
                                Tags.of("service", one.service(), "method", one.method(), "route", one.route()),
                                one.errors()))
                        .toList(),
                true);
    }

    private void show(String gauge, String tag, Map<String, Long> counts) {
        counts.forEach((value, count) -> shown.computeIfAbsent(new Key(gauge, tag, value), this::register)
                .set(count));
        shown.forEach((key, number) -> {
            if (key.gauge().equals(gauge) && !counts.containsKey(key.value())) {
                number.set(0);
            }
        });
    }

    private AtomicLong register(Key key) {
        AtomicLong number = new AtomicLong();
        Gauge.builder(key.gauge(), number, AtomicLong::get)
                .description("How many there are, counted once a minute")
                .tag(key.tag(), key.value())
                .register(registry);
        return number;
    }
}
