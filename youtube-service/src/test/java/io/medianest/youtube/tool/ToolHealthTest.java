package io.medianest.youtube.tool;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.youtube.support.YouTubeTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@YouTubeTest
class ToolHealthTest {
    @TestHTTPResource(value = "/health/well", management = true)
    URI wellness;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void versionsAndAgeAreTold() {
        await().untilAsserted(() -> {
            Map<String, Object> data = given().get(wellness).path("checks.find { it.name == 'video tools' }.data");
            assertThat(data)
                    .containsEntry("yt-dlp", "2026.10.26")
                    .containsKeys("yt-dlp is old", "ffmpeg", "kept from secrets")
                    .hasEntrySatisfying(
                            "yt-dlp age in days",
                            age -> assertThat(((Number) age).longValue()).isNotNegative());
        });
    }

    @Test
    void metricsSayWhetherTheyRun() {
        await().untilAsserted(() -> assertThat(given().get(metrics).asString())
                .containsPattern("medianest_youtube_tool_usable\\{[^}]*tool=\"yt-dlp\"[^}]*} 1\\.0")
                .containsPattern("medianest_youtube_tool_usable\\{[^}]*tool=\"ffmpeg\"[^}]*} [01]\\.0")
                .containsPattern("medianest_youtube_tool_shielded(\\{[^}]*})? [01]\\.0")
                .containsPattern("medianest_youtube_tool_age_days\\{[^}]*tool=\"yt-dlp\"[^}]*} [0-9]"));
    }
}
