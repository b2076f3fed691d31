package io.medianest.monitor.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** yt-dlp: whether youtube-service can use it, and how old it is; YouTube soon locks out an old one. */
@ApplicationScoped
class YtDlpProbe implements Probe {
    private static final long OLD_AFTER_DAYS = 45;

    private final YouTubeHealth health;

    YtDlpProbe(YouTubeHealth health) {
        this.health = health;
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        return health.data(target, "video tools").map(YtDlpProbe::judged);
    }

    private static ProbeResult judged(JsonNode data) {
        if (!data.has("yt-dlp")) {
            return ProbeResult.down("youtube-service does not tell of it.");
        }
        if (data.path("yt-dlp").asText().equals("missing")
                || data.path("ffmpeg").asText().equals("missing")) {
            return ProbeResult.down("yt-dlp or ffmpeg is missing or cannot be run.");
        }
        long days = data.path("yt-dlp age in days").asLong();
        return days > OLD_AFTER_DAYS
                ? ProbeResult.impaired("yt-dlp is " + days + " days old; update it.")
                : ProbeResult.up();
    }
}
