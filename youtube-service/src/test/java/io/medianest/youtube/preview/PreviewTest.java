package io.medianest.youtube.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@YouTubeTest
class PreviewTest {
    private static final String LIST = "https://www.youtube.com/playlist?list=";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @RegisterExtension
    static final Household household = new Household();

    @Inject
    RedisAPI redis;

    @Inject
    MeterRegistry metrics;

    private Member anna;

    @BeforeEach
    void nothingIsRemembered() {
        anna = household.member(Role.USER);
        for (Response key : redis.keys("youtube:preview:*").await().atMost(PATIENCE)) {
            redis.del(List.of(key.toString())).await().atMost(PATIENCE);
        }
    }

    @Test
    void aPlaylistIsShownAndRemembered() {
        String url = LIST + "PLpreview0000003";
        look(url)
                .statusCode(200)
                .body("playlistId", equalTo("PLpreview0000003"))
                .body("title", equalTo("List PLpreview0000003"))
                .body("items", hasSize(4))
                .body("items[0].videoId", equalTo("okay0000001"))
                .body("items[0].title", equalTo("Video 1"))
                .body("items[0].durationSeconds", equalTo(1))
                .body("items[3].unavailable", equalTo("This video is private."))
                .body("truncated", equalTo(false))
                .body("estimatedBytes", notNullValue());
        double asked = count("asked");
        double kept = count("kept");

        look(url + "&index=2").statusCode(200).body("items", hasSize(4));

        assertThat(count("asked")).isEqualTo(asked);
        assertThat(count("kept")).isEqualTo(kept + 1);
    }

    @Test
    void aVideoIsAListOfOne() {
        look("https://youtu.be/okay0000009").statusCode(200).body("items", hasSize(1));
    }

    @Test
    void whatCannotBeShownSaysWhy() {
        look("https://evil.example/?list=PLpreview0000003").statusCode(400).body("code", equalTo("NOT_A_YOUTUBE_URL"));
        look(LIST + "PLnone00000000")
                .statusCode(404)
                .body("code", equalTo("PLAYLIST_UNAVAILABLE"))
                .body("detail", containsString("playlist"));
        look(LIST + "PLlimited00000")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("YOUTUBE_UNAVAILABLE"));
        anna.api().body(Map.of()).post("/youtube-downloads/preview").then().statusCode(400);
    }

    @Test
    void twoLookAtOnceAndTheSameOnceOnly() {
        List<String> lists = List.of("PLslowly0000001", "PLslowly0000002", "PLslowly0000001", "PLslowly0000003");
        List<Member> people =
                lists.stream().map(list -> household.member(Role.USER)).toList();
        List<Integer> statuses;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = IntStream.range(0, lists.size())
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> status(people.get(i), lists.get(i)), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(statuses).contains(200, 503);
        assertThat(count("busy")).isPositive();
    }

    @Test
    void theOthersOfOtherInstancesCountToo() {
        for (int slot = 0; slot < 2; slot++) {
            redis.set(List.of("youtube:preview:slot:" + slot, "another instance"))
                    .await()
                    .atMost(PATIENCE);
        }
        look(LIST + "PLpreview0000002").statusCode(503).body("code", equalTo("PREVIEW_BUSY"));

        redis.del(List.of("youtube:preview:slot:1")).await().atMost(PATIENCE);
        look(LIST + "PLpreview0000002").statusCode(200);
        assertThat(redis.exists(List.of("youtube:preview:slot:1"))
                        .await()
                        .atMost(PATIENCE)
                        .toInteger())
                .as("given back")
                .isZero();
    }

    @Test
    void tenAMinuteAreEnoughForAnybody() {
        for (int i = 0; i < 10; i++) {
            look("https://evil.example/").statusCode(400);
        }
        look("https://evil.example/").statusCode(429).body("policy", equalTo("previews"));
    }

    private static int status(Member member, String list) {
        return member.api()
                .body(Map.of("url", LIST + list))
                .post("/youtube-downloads/preview")
                .statusCode();
    }

    private ValidatableResponse look(String url) {
        return anna.api()
                .body(Map.of("url", url))
                .post("/youtube-downloads/preview")
                .then();
    }

    private double count(String result) {
        return metrics.counter("medianest.youtube.previews", "result", result).count();
    }
}
