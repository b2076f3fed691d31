package io.medianest.youtube.tool;

import io.medianest.youtube.tool.ToolState.Seen;
import io.medianest.youtube.ytdlp.Tools.Found;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether videos can be downloaded. The service is ready without: people still see what they have. */
@Wellness
@ApplicationScoped
class ToolHealth implements HealthCheck {
    private final ToolState state;

    ToolHealth(ToolState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        Seen seen = state.seen().orElse(null);
        if (seen == null) {
            return HealthCheckResponse.named("video tools")
                    .up()
                    .withData("looked", false)
                    .build();
        }
        return HealthCheckResponse.named("video tools")
                .status(seen.usable())
                .withData("yt-dlp", seen.ytDlp().map(Found::version).orElse("missing"))
                .withData(
                        "yt-dlp age in days", seen.ytDlp().map(Found::ageInDays).orElse(-1L))
                .withData("yt-dlp is old", state.isOld())
                .withData("kept from secrets", seen.shielded())
                .withData("ffmpeg", seen.ffmpeg().orElse("missing"))
                .build();
    }
}
