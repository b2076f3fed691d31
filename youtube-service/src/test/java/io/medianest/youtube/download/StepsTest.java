package io.medianest.youtube.download;

import static io.medianest.youtube.support.Downloads.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.Downloads;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@YouTubeTest
class StepsTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member anna;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "downloading"})
    void whatHasNotEndedCanBeStopped(String status) {
        UUID id = Downloads.insert(anna.id(), status);
        // As long as an instance is at it, the download has not ended.
        Downloads.addVideo(id, 1, "downloading");

        step(id, "cancel", 202, "cancelRequested", true);
        String asked = column(id, "cancel_requested_at");
        step(id, "cancel", 202, "status", status);

        assertThat(column(id, "cancel_requested_at")).as("asked once").isEqualTo(asked);
        refused(id, "retry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed"})
    void whatHasEndedCannotBeStopped(String status) {
        refused(Downloads.insert(anna.id(), status), "cancel");
    }

    @Test
    void onlyWhatFailedIsTriedAgain() {
        UUID id = Downloads.insert(anna.id(), "completed");
        Downloads.addVideo(id, 1, "completed");
        Downloads.addVideo(id, 2, "failed");
        Sql.run(
                "update youtube.youtube_downloads set plex_state = 'done', cancel_requested_at = now() where id = ?",
                id);

        anna.api()
                .post("/youtube-downloads/{id}/retry", id)
                .then()
                .statusCode(202)
                .body("status", equalTo("queued"))
                .body("cancelRequested", equalTo(false))
                .body("completedAt", nullValue())
                .body("plexState", equalTo("none"))
                .body("progress.itemsDone", equalTo(1))
                .body("progress.itemsFailed", equalTo(0))
                .body("progress.percent", equalTo(50));

        assertThat(Sql.column(
                        "select concat_ws('|', status, attempts, failure_reason, failure_kind, last_error)"
                                + " from youtube.youtube_download_items where download_id = ? order by position",
                        id))
                .containsExactly("completed|1", "queued|0");
        refused(id, "retry");
    }

    @Test
    void aListThatCouldNotBeReadIsReadAgain() {
        UUID id = Downloads.insert(anna.id(), "failed");
        Sql.run(
                "update youtube.youtube_downloads set index_attempts = 3,"
                        + " index_next_attempt_at = now() + interval '1 day' where id = ?",
                id);

        step(id, "retry", 202, "message", null);

        assertThat(column(id, "index_attempts || '|' || (index_next_attempt_at <= now())"))
                .isEqualTo("0|true");
    }

    @Test
    void whatOnlyPlexLacksIsLookedForThereAgain() {
        UUID id = Downloads.insert(anna.id(), "completed");
        Downloads.addVideo(id, 1, "completed");
        Sql.run(
                "update youtube.youtube_downloads set plex_state = 'failed', plex_attempts = 16, plex_error = 'gone'"
                        + " where id = ?",
                id);
        long version = Long.parseLong(column(id, "version"));

        anna.api()
                .post("/youtube-downloads/{id}/retry", id)
                .then()
                .statusCode(202)
                .body("status", equalTo("completed"))
                .body("plexState", equalTo("waiting"))
                .body("plexError", nullValue())
                .body("progress.itemsDone", equalTo(1));

        assertThat(column(id, "concat_ws(' ', plex_attempts, version)")).isEqualTo("0 " + (version + 1));
        refused(id, "retry");
    }

    @Test
    void whatIsWholeIsNotTriedAgain() {
        UUID id = Downloads.insert(anna.id(), "completed");
        Downloads.addVideo(id, 1, "completed");

        refused(id, "retry");
    }

    @Test
    void whatHasEndedCanBeDeletedOnce() {
        UUID id = Downloads.insert(anna.id(), "failed");
        Downloads.addVideo(id, 1, "failed");

        anna.api().delete("/youtube-downloads/{id}", id).then().statusCode(204);
        anna.api().delete("/youtube-downloads/{id}", id).then().statusCode(404);
        anna.api().get("/youtube-downloads/{id}", id).then().statusCode(404);
    }

    @Test
    void whatIsUnderWayIsNotDeleted() {
        UUID id = Downloads.insert(anna.id(), "downloading");

        anna.api()
                .delete("/youtube-downloads/{id}", id)
                .then()
                .statusCode(409)
                .body("code", equalTo("INVALID_TRANSITION"));
        anna.api().delete("/youtube-downloads/{id}?files=perhaps", id).then().statusCode(409);
    }

    private void step(UUID id, String step, int status, String field, Object value) {
        anna.api()
                .post("/youtube-downloads/{id}/{step}", id, step)
                .then()
                .statusCode(status)
                .body(field, equalTo(value));
    }

    private void refused(UUID id, String step) {
        anna.api()
                .post("/youtube-downloads/{id}/{step}", id, step)
                .then()
                .statusCode(409)
                .body("code", equalTo("INVALID_TRANSITION"))
                .body("downloadStatus", equalTo(column(id, "status")));
    }
}
