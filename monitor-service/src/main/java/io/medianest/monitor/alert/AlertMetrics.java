package io.medianest.monitor.alert;

import io.medianest.monitor.alert.DeliveryQueue.Waiting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts alerts by what came of them. */
@ApplicationScoped
class AlertMetrics {
    private final MeterRegistry metrics;
    private volatile Waiting waiting = new Waiting(0, 0);

    AlertMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        Gauge.builder("medianest.monitor.alerts.pending", this, shown -> shown.waiting.count())
                .description("Alerts that are still to be told")
                .register(metrics);
        Gauge.builder("medianest.monitor.alerts.oldest.pending", this, shown -> shown.waiting.oldestSeconds())
                .description("How long ago the oldest of them came up that was tried in vain")
                .baseUnit("seconds")
                .register(metrics);
    }

    void count(AlertKind kind, String outcome) {
        metrics.counter("medianest.monitor.alerts", "kind", kind.word(), "outcome", outcome)
                .increment();
    }

    void show(Waiting latest) {
        waiting = latest;
    }
}
