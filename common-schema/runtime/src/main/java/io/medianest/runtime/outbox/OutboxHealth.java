package io.medianest.runtime.outbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether events leave the outbox. A matter of wellness, not of readiness: while Kafka is down the service goes on
 * serving, and what it writes is published later.
 */
@Wellness
@ApplicationScoped
class OutboxHealth implements HealthCheck {
    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    private final OutboxMetrics metrics;

    OutboxHealth(OutboxMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        Duration oldest = metrics.oldest();
        return HealthCheckResponse.named("outbox")
                .status(oldest.compareTo(TOO_OLD) < 0)
                .withData("oldestSeconds", oldest.toSeconds())
                .build();
    }
}
