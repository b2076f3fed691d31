package io.medianest.youtube.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.progress.Progress;
import io.medianest.youtube.progress.ProgressBoard;
import io.medianest.youtube.support.Downloads;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@YouTubeTest
class ListingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @RegisterExtension
    static final Household household = new Household();

    @Inject
    ProgressBoard board;

    private Member anna;
    private Member bert;
    private Member moderator;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        bert = household.member(Role.USER);
        moderator = household.member(Role.MODERATOR);
    }

    @Test
    void peopleSeeTheirOwnAndModeratorsAll() {
        String annas = Downloads.insert(anna.id(), "queued").toString();
        String berts = Downloads.insert(bert.id(), "failed").toString();

        anna.api()
                .get("/youtube-downloads")
                .then()
                .statusCode(200)
                .body("items.id", contains(annas))
                .body("items[0].user", nullValue());
        moderator
                .api()
                .get("/youtube-downloads")
                .then()
                .body("items.id", containsInAnyOrder(annas, berts))
                .body("items.find { it.id == '" + annas + "' }.user.name", equalTo("user " + anna.id()));
        moderator
                .api()
                .get("/youtube-downloads?userId={id}&status=failed", bert.id())
                .then()
                .body("items.id", contains(berts))
                .body("items[0].message", equalTo("Something went wrong."));
        anna.api().get("/youtube-downloads?userId={id}", bert.id()).then().statusCode(403);
        anna.api().get("/youtube-downloads?status=paused").then().statusCode(400);
        anna.api().get("/youtube-downloads?userId=me").then().statusCode(400);
    }

    @Test
    void pagesFollowEachOther() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID id = Downloads.insert(anna.id(), "completed");
            Sql.run(
                    "update youtube.youtube_downloads set created_at = now() + ? * interval '1 second' where id = ?",
                    i,
                    id);
            all.addFirst(id.toString());
        }

        JsonPath first = anna.api().get("/youtube-downloads?limit=3").jsonPath();
        JsonPath second = anna.api()
                .get("/youtube-downloads?limit=3&cursor={c}", first.getString("nextCursor"))
                .jsonPath();
        List<String> seen = new ArrayList<>(first.getList("items.id"));
        seen.addAll(second.getList("items.id"));

        assertThat(seen).isEqualTo(all);
        assertThat(second.getString("nextCursor")).isNull();
        bert.api()
                .get("/youtube-downloads?cursor={c}", first.getString("nextCursor"))
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void videosComeInTheOrderOfThePlaylistWithTheReasonsInPlainWords() {
        UUID id = Downloads.insert(anna.id(), "downloading");
        anna.api()
                .get("/youtube-downloads/{id}/items", id)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        for (int position : List.of(3, 1, 2)) {
            Downloads.addVideo(
                    id, position, List.of("completed", "failed", "downloading").get(position - 1));
        }

        JsonPath page =
                anna.api().get("/youtube-downloads/{id}/items?limit=2", id).jsonPath();
        assertThat(page.getList("items.videoId")).containsExactly(Downloads.videoId(1), Downloads.videoId(2));
        assertThat(page.getString("items[0].filePath")).isEqualTo("List/1.mp4");
        assertThat(page.getInt("items[0].percent")).isEqualTo(100);
        assertThat(page.getString("items[1].failureReason")).isEqualTo("unavailable");
        assertThat(page.getString("items[1].message")).isEqualTo("This video is private.");
        anna.api()
                .get("/youtube-downloads/{id}/items?limit=2&cursor={c}", id, page.getString("nextCursor"))
                .then()
                .body("items.position", contains(3))
                .body("items[0].title", equalTo("Video 3"))
                .body("nextCursor", nullValue());
        bert.api().get("/youtube-downloads/{id}/items", id).then().statusCode(404);
    }

    @Test
    void howFarItIsCountsWhatIsComing() {
        UUID id = Downloads.insert(anna.id(), "downloading");
        Downloads.addVideo(id, 1, "completed");
        Downloads.addVideo(id, 2, "failed");
        Downloads.addVideo(id, 3, "downloading");
        Downloads.addVideo(id, 4, "queued");
        board.publish(new Progress(id, Downloads.videoId(3), 50, 100L, 2000.4, 7, "downloading"))
                .await()
                .atMost(PATIENCE);

        anna.api()
                .get("/youtube-downloads/{id}", id)
                .then()
                .body("progress.itemsTotal", equalTo(4))
                .body("progress.itemsDone", equalTo(1))
                .body("progress.itemsFailed", equalTo(1))
                .body("progress.percent", equalTo(62))
                .body("progress.bytesPerSecond", equalTo(2000))
                .body("progress.etaSeconds", equalTo(7));
        anna.api()
                .get("/youtube-downloads/{id}/items", id)
                .then()
                .body("items[2].percent", equalTo(50))
                .body("items[2].bytesPerSecond", equalTo(2000))
                .body("items[3].percent", equalTo(0));
    }
}
