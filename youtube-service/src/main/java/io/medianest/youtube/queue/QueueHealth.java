package io.medianest.youtube.queue;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether videos can be downloaded now. A matter of wellness: while they cannot, the service goes on serving. */
@Wellness
@ApplicationScoped
class QueueHealth implements HealthCheck {
    private final QueueMetrics metrics;
    private final Disk disk;

    QueueHealth(QueueMetrics metrics, Disk disk) {
        this.metrics = metrics;
        this.disk = disk;
    }

    @Override
    public HealthCheckResponse call() {
        QueueLook.Seen seen = metrics.seen();
        OffsetDateTime pausedUntil = seen.pausedUntil();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("youtube-queue")
                .status(pausedUntil == null && !disk.isFull())
                .withData("waiting", seen.waiting())
                .withData("running", seen.running())
                .withData("diskFreeBytes", disk.free())
                .withData("diskTotalBytes", disk.total());
        if (pausedUntil != null) {
            answer.withData("pausedUntil", pausedUntil.toString())
                    .withData("pauseReason", String.valueOf(seen.pauseReason()));
        }
        return answer.build();
    }
}
