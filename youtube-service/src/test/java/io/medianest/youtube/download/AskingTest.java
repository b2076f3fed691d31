package io.medianest.youtube.download;

import static io.medianest.youtube.support.Downloads.URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@YouTubeTest
class AskingTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member anna;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
    }

    @Test
    void aPlaylistIsTakenAndWaits() {
        String id = ask(Map.of("playlistUrl", URL + "&index=3", "quality", "720p", "keepInSync", false))
                .statusCode(202)
                .body("userId", equalTo(anna.id().toString()))
                .body("playlistUrl", equalTo(URL))
                .body("playlistTitle", nullValue())
                .body("status", equalTo("queued"))
                .body("failureReason", nullValue())
                .body("quality", equalTo("720p"))
                .body("singleVideo", equalTo(false))
                .body("progress.itemsTotal", equalTo(0))
                .body("progress.percent", equalTo(0))
                .body("filePaths", hasSize(0))
                .body("plexCollectionId", nullValue())
                .body("plexState", equalTo("none"))
                .body("completedAt", nullValue())
                .extract()
                .path("id");

        String location =
                ask(Map.of("playlistUrl", URL)).statusCode(202).extract().header("Location");
        assertThat(location).startsWith("/api/v1/youtube-downloads/").doesNotEndWith(id);
        anna.api()
                .get("/youtube-downloads/{id}", id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("quality", equalTo("720p"));
        assertThat(Sql.column(
                        "select payload #>> '{download,playlistUrl}' from youtube.outbox_events where key = ?"
                                + " union all select playlist_id from youtube.youtube_downloads where id::text = ?",
                        id,
                        id))
                .contains("PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf");
    }

    @Test
    void aVideoIsADownloadOfOne() {
        ask(Map.of("playlistUrl", "https://youtu.be/dQw4w9WgXcQ"))
                .statusCode(202)
                .body("playlistUrl", equalTo("https://www.youtube.com/watch?v=dQw4w9WgXcQ"))
                .body("singleVideo", equalTo(true))
                .body("quality", equalTo("best"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf", "--exec=id", ""})
    void whatIsNotOfYouTubeIsRefused(String url) {
        ask(Map.of("playlistUrl", url))
                .statusCode(400)
                .body("code", equalTo("NOT_A_YOUTUBE_URL"))
                .body("detail", containsString("https://www.youtube.com/playlist?list="));
        assertThat(household.downloadsOf(anna)).isZero();
    }

    @Test
    void aPlaylistCannotBeFollowedYet() {
        ask(Map.of("playlistUrl", URL, "keepInSync", true))
                .statusCode(400)
                .body("code", equalTo("KEEP_IN_SYNC_UNSUPPORTED"));
    }

    @Test
    void whatTheBodyMayNotHoldIsRefused() {
        Map<String, Object> withoutUrl = new HashMap<>();
        withoutUrl.put("playlistUrl", null);
        ask(withoutUrl).statusCode(400).body("errors[0].field", equalTo("playlistUrl"));
        ask(Map.of("playlistUrl", URL, "quality", "8K")).statusCode(400).body("errors[0].field", equalTo("quality"));
        ask(Map.of("playlistUrl", URL, "options", "--exec=id"))
                .statusCode(400)
                .body("errors[0].field", equalTo("options"));
        ask(Map.of("playlistUrl", 7)).statusCode(400);
    }

    @Test
    void theSameCallAgainHasTheSameAnswer() {
        String id = askWithKey("k1", URL).statusCode(202).extract().path("id");
        askWithKey("k1", URL).statusCode(202).body("id", equalTo(id));
        askWithKey("k1", "https://youtu.be/dQw4w9WgXcQ")
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(household.downloadsOf(anna)).isEqualTo(1);
    }

    @Test
    void fiveAnHourAreEnoughForAnybodyAndWhatIsRefusedIsNotCounted() {
        ask(Map.of("playlistUrl", "https://evil.example/")).statusCode(400);
        ask(Map.of("playlistUrl", URL, "keepInSync", true)).statusCode(400);
        for (int i = 0; i < 5; i++) {
            ask(Map.of("playlistUrl", URL)).statusCode(202);
        }
        ask(Map.of("playlistUrl", "https://evil.example/")).statusCode(400);
        ask(Map.of("playlistUrl", URL))
                .statusCode(429)
                .body("code", equalTo("RATE_LIMITED"))
                .body("policy", equalTo("youtube-downloads"));
        anna.api()
                .get("/youtube-downloads/quota")
                .then()
                .statusCode(200)
                .body("limit", equalTo(5))
                .body("used", equalTo(5));
    }

    private ValidatableResponse ask(Map<String, Object> body) {
        return anna.api().body(body).post("/youtube-downloads").then();
    }

    private ValidatableResponse askWithKey(String key, String url) {
        return anna.api()
                .header("Idempotency-Key", key)
                .body(Map.of("playlistUrl", url))
                .post("/youtube-downloads")
                .then();
    }
}
