package io.medianest.youtube.queue;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What this instance has downloaded, for its metrics. */
@ApplicationScoped
class QueueCounts {
    private final MeterRegistry metrics;

    QueueCounts(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** A video came. */
    void downloaded(long bytes) {
        metrics.counter("medianest.youtube.videos", "result", "downloaded").increment();
        metrics.counter("medianest.youtube.bytes").increment((double) bytes);
    }

    /** A video was there already. */
    void shared() {
        metrics.counter("medianest.youtube.videos", "result", "shared").increment();
    }

    /** An attempt came to nothing. */
    void failed(String kind) {
        metrics.counter("medianest.youtube.failures", "kind", kind).increment();
    }
}
