package io.medianest.media.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.events.Topics;
import io.medianest.events.media.MediaRequestApproved;
import io.medianest.events.media.MediaRequestCancelled;
import io.medianest.events.media.MediaRequestDeclined;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Parallel;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MediaTest
class DecidingTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member anna;
    private Member moderator;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        moderator = household.stranger(Role.MODERATOR);
    }

    @Test
    void aModeratorApproves() {
        household.disconnect();
        String id = household.film(anna, 603);
        try (KafkaProbe events = KafkaProbe.on(Topics.MEDIA_REQUESTS)) {
            decide(moderator, id, "approve")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("approved"))
                    .body("phase", equalTo("processing"))
                    .body("user.id", equalTo(anna.id().toString()));
            MediaRequestApproved approved = events.await(
                    MediaRequestApproved.class, event -> event.key().equals(id));
            assertThat(approved.decidedBy()).isEqualTo(moderator.id());
        }
        anna.api()
                .get("/media-requests/{id}/history", id)
                .then()
                .body("items.to", contains("pending", "approved"))
                .body("items[1].actorId", equalTo(moderator.id().toString()));
        household.read(anna, id).then().header("ETag", equalTo("\"1\"")).body("user", nullValue());
    }

    @Test
    void aModeratorDeclinesWithANote() {
        String id = household.film(anna, 603);
        try (KafkaProbe events = KafkaProbe.on(Topics.MEDIA_REQUESTS)) {
            moderator
                    .api()
                    .body(Map.of("note", "Not for the children"))
                    .post("/media-requests/{id}/decline", id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("failed"))
                    .body("phase", equalTo("failed"))
                    .body("failureReason", equalTo("declined"))
                    .body("decisionNote", equalTo("Not for the children"));
            events.await(MediaRequestDeclined.class, event -> event.key().equals(id));
        }
        household.read(anna, id).then().body("decisionNote", equalTo("Not for the children"));
    }

    @Test
    void anApprovalMayHaveANoteToo() {
        household.disconnect();
        String id = household.film(anna, 603);
        moderator
                .api()
                .body(Map.of("note", "For your birthday"))
                .post("/media-requests/{id}/approve", id)
                .then()
                .statusCode(200)
                .body("decisionNote", equalTo("For your birthday"));
        anna.api().get("/media-requests/{id}/history", id).then().body("items[1].note", equalTo("For your birthday"));
        moderator
                .api()
                .body(Map.of("reason", "x"))
                .post("/media-requests/{id}/approve", household.film(anna, 604))
                .then()
                .statusCode(400)
                .body("errors.field", contains("reason"));
    }

    @Test
    void whatSomebodyElseHasAskedForMeanwhileIsNotRetried() {
        household.disconnect();
        Member bert = household.member(Role.USER);
        String film = failed(household.film(anna, 603));
        String series = failed(household.seasons(anna, 1396, List.of(1, 2)));
        String whole = failed(household.seasons(anna, 1399, "all"));
        Map<String, String> others = Map.of(
                film,
                household.film(bert, 603),
                series,
                household.seasons(bert, 1396, List.of(2, 3)),
                whole,
                household.seasons(bert, 1399, List.of(4)));
        others.forEach((mine, theirs) -> decide(moderator, mine, "retry")
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_REQUESTED"))
                .body("requestId", equalTo(theirs)));
    }

    @Test
    void aNoteIsNotNeeded() throws IOException, InterruptedException {
        decide(moderator, household.film(anna, 603), "decline").then().statusCode(200);
        URI address = URI.create("http://localhost:" + RestAssured.port + "/api/v1/media-requests/"
                + household.film(anna, 604) + "/decline");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest bare = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + moderator.token())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(bare, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void onesOwnRequestIsTakenBackWhileItIsPending() {
        String id = household.film(anna, 603);
        try (KafkaProbe events = KafkaProbe.on(Topics.MEDIA_REQUESTS)) {
            anna.api().delete("/media-requests/{id}", id).then().statusCode(204);
            events.await(MediaRequestCancelled.class, event -> event.key().equals(id));
        }
        household.read(anna, id).then().body("status", equalTo("failed")).body("failureReason", equalTo("cancelled"));
        anna.api()
                .delete("/media-requests/{id}", id)
                .then()
                .statusCode(409)
                .body("code", equalTo("INVALID_TRANSITION"));
    }

    @Test
    void whatIsDecidedIsNotTakenBack() {
        household.disconnect();
        String id = household.film(anna, 603);
        decide(moderator, id, "approve").then().statusCode(200);
        anna.api()
                .delete("/media-requests/{id}", id)
                .then()
                .statusCode(409)
                .body("code", equalTo("INVALID_TRANSITION"))
                .body("status", equalTo(409))
                .body("requestStatus", equalTo("approved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "decline", "retry", "complete"})
    void impossibleStepsAreRefused(String step) {
        String id = household.film(anna, 603);
        decide(moderator, id, "decline").then().statusCode(200);
        decide(moderator, id, step).then().statusCode(409).body("code", equalTo("INVALID_TRANSITION"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "decline", "retry", "complete"})
    void onlyModeratorsDecide(String step) {
        String id = household.film(anna, 603);
        decide(anna, id, step).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        given().basePath("/api/v1")
                .contentType("application/json")
                .post("/media-requests/{id}/" + step, id)
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
        decide(moderator, UUID.randomUUID().toString(), step)
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        household.read(anna, id).then().body("status", equalTo("pending"));
    }

    @Test
    void ofFiftyModeratorsAtOnceOneDecides() {
        household.disconnect();
        String id = household.film(anna, 603);
        List<Response> answers = Parallel.times(50, i -> decide(moderator, id, i % 2 == 0 ? "approve" : "decline"));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409 && "INVALID_TRANSITION".equals(answer.path("code")))
                .hasSize(49);
        assertThat(Sql.value("select count(*) from media.media_request_history where request_id = ?::uuid", id))
                .isEqualTo("2");
    }

    @Test
    void othersRequestsAreNotThere() {
        Member bert = household.member(Role.USER);
        String id = household.film(anna, 603);
        household.read(bert, id).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        bert.api().get("/media-requests/{id}/history", id).then().statusCode(404);
        bert.api().delete("/media-requests/{id}", id).then().statusCode(404);
        moderator.api().delete("/media-requests/{id}", id).then().statusCode(404);
        household.read(moderator, id).then().statusCode(200);
        household.read(anna, UUID.randomUUID().toString()).then().statusCode(404);
        household.read(anna, "no-id").then().statusCode(404);
    }

    @Test
    void counts() {
        String declined = household.film(anna, 603);
        decide(moderator, declined, "decline");
        household.film(anna, 604);
        moderator
                .api()
                .get("/media-requests/stats")
                .then()
                .statusCode(200)
                .body("byStatus.pending", equalTo(1))
                .body("byStatus.failed", equalTo(1))
                .body("byStatus.archived", equalTo(0));
        anna.api().get("/media-requests/stats").then().statusCode(403);
    }

    private static String failed(String id) {
        Sql.run("update media.media_requests set status = 'failed', failure_reason = 'error' where id = ?::uuid", id);
        return id;
    }

    private static Response decide(Member member, String id, String step) {
        return member.api().post("/media-requests/{id}/" + step, id);
    }
}
