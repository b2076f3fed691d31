package io.medianest.monitor.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The disk of all videos, as youtube-service sees it. */
@ApplicationScoped
class DiskProbe implements Probe {
    private static final double LITTLE = 0.10;
    private static final double TOO_LITTLE = 0.05;
    private static final double PERCENT = 100;

    private final YouTubeHealth health;

    DiskProbe(YouTubeHealth health) {
        this.health = health;
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        return health.data(target, "youtube-queue").map(DiskProbe::judged);
    }

    private static ProbeResult judged(JsonNode data) {
        double total = data.path("diskTotalBytes").asDouble();
        if (total <= 0) {
            return ProbeResult.down("youtube-service does not tell of it.");
        }
        double free = data.path("diskFreeBytes").asDouble() / total;
        String words = "%.0f %% of the disk of all videos are free.".formatted(free * PERCENT);
        if (free < TOO_LITTLE) {
            return ProbeResult.down(words);
        }
        return free < LITTLE ? ProbeResult.impaired(words) : ProbeResult.up();
    }
}
