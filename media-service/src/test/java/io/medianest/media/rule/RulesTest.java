package io.medianest.media.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.events.Topics;
import io.medianest.events.media.MediaRequestApproved;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an ADMIN sets holds for the next one who asks. */
@MediaTest
class RulesTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member anna;
    private Member admin;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        admin = household.stranger(Role.ADMIN);
    }

    @Test
    void aRuleDecidesAtOnceAndTheHistoryTellsSo() {
        rule("roles/USER", Map.of("approveMovies", true)).then().statusCode(200);
        household.disconnect();
        String id;
        try (KafkaProbe events = KafkaProbe.on(Topics.MEDIA_REQUESTS)) {
            id = ask(anna, "movie", 603)
                    .statusCode(201)
                    .body("status", equalTo("approved"))
                    .body("phase", equalTo("processing"))
                    .extract()
                    .path("id");
            MediaRequestApproved approved = events.await(
                    MediaRequestApproved.class, event -> event.key().equals(id));
            assertThat(approved.decidedBy()).isNull();
        }
        household.read(anna, id).then().header("ETag", equalTo("\"1\""));
        anna.api()
                .get("/media-requests/{id}/history", id)
                .then()
                .body("items.to", contains("pending", "approved"))
                .body("items.source", contains("user", "rule"))
                .body("items[1].actorId", nullValue())
                .body("items[1].note", equalTo("By the rule for the role USER"));
        ask(anna, "tv", 1396).body("status", equalTo("pending"));
    }

    @Test
    void whatARuleApprovesIsSent() {
        rule("users/" + anna.id(), Map.of("approveSeries", true)).then().statusCode(200);
        String id = ask(anna, "tv", 1396)
                .statusCode(201)
                .body("seasons.status", contains("approved", "approved", "approved", "approved", "approved"))
                .extract()
                .path("id");
        household.awaitStatus(anna, id, "processing");
    }

    @Test
    void theNearestRuleDecides() {
        Member moderator = household.stranger(Role.MODERATOR);
        household.disconnect();
        rule("roles/USER", Map.of("approveMovies", true));
        rule("users/" + anna.id(), Map.of("approveMovies", false));
        ask(anna, "movie", 603).body("status", equalTo("pending"));
        ask(household.stranger(Role.USER), "movie", 604).body("status", equalTo("approved"));
        ask(moderator, "movie", 605).body("status", equalTo("approved"));
        rule("roles/MODERATOR", Map.of("approveMovies", false));
        ask(moderator, "movie", 550).body("status", equalTo("pending"));
        ask(admin, "movie", 680).body("status", equalTo("pending"));
        remove("roles/MODERATOR").then().statusCode(204);
        remove("roles/MODERATOR").then().statusCode(204);
        remove("users/" + anna.id()).then().statusCode(204);
        ask(anna, "movie", 13).body("status", equalTo("approved"));
    }

    @Test
    void rulesAreListedAndTheTrailKnowsWhoSetThem() {
        rule("users/" + anna.id(), Map.of("open", Map.of("limit", 3))).then().statusCode(200);
        rule("roles/USER", Map.of("movies", Map.of("limit", 5, "days", 7)))
                .then()
                .statusCode(200);
        rule("roles/ADMIN", Map.of("movies", Map.of("days", 7), "approveSeries", true))
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""));
        admin.api()
                .get("/media-requests/rules")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.role", contains("ADMIN", "USER", null))
                .body("items[0].terms.movies.limit", nullValue())
                .body("items[0].terms.movies.days", equalTo(7))
                .body("items[0].terms.approveSeries", equalTo(true))
                .body("items[0].terms.approveMovies", nullValue())
                .body("items[1].terms.movies.limit", equalTo(5))
                .body("items[2].userId", equalTo(anna.id().toString()))
                .body("items[2].terms.open.limit", equalTo(3));
        assertThat(Sql.column("select distinct actor_id from audit.change_log where table_name = 'request_rules'"
                        + " and operation = 'insert' order by 1"))
                .contains(admin.id().toString());
    }

    @Test
    void whoMeantAnotherVersionIsTold() {
        rule("roles/USER", Map.of("approveMovies", true)).then().header("ETag", equalTo("\"0\""));
        rule("roles/USER", Map.of("approveMovies", false)).then().header("ETag", equalTo("\"1\""));
        admin.api()
                .header("If-Match", "\"0\"")
                .body(Map.of("approveMovies", true))
                .put("/media-requests/rules/roles/USER")
                .then()
                .statusCode(412)
                .body("code", equalTo("STALE_VERSION"));
        admin.api()
                .header("If-Match", "\"1\"")
                .body(Map.of())
                .put("/media-requests/rules/roles/USER")
                .then()
                .statusCode(200)
                .body("terms.approveMovies", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"movies":{"limit":-1,"days":7}}     | movies.limit
            {"movies":{"limit":10001,"days":7}}  | movies.limit
            {"movies":{"limit":1}}               | movies.days
            {"seasons":{"limit":1,"days":367}}   | seasons.days
            {"seasons":{"limit":1,"days":0}}     | seasons.days
            {"open":{"limit":-1}}                | open.limit
            {"open":{"limit":1,"days":1}}        | open.days
            {"approve":true}                     | approve
            {"approveMovies":"yes"}              | approveMovies
            """)
    void whatMakesNoSenseIsNamed(String body, String field) {
        for (String subject : List.of("roles/USER", "users/" + anna.id())) {
            admin.api()
                    .body(body)
                    .put("/media-requests/rules/" + subject)
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem(field));
        }
    }

    @Test
    void aRuleIsForSomebodyWhoExists() {
        rule("roles/GUEST", Map.of()).then().statusCode(400).body("errors.field", contains("role"));
        rule("users/" + UUID.randomUUID(), Map.of()).then().statusCode(404);
    }

    private Response rule(String subject, Map<String, ?> terms) {
        return admin.api().body(terms).put("/media-requests/rules/" + subject);
    }

    private Response remove(String subject) {
        return admin.api().delete("/media-requests/rules/" + subject);
    }

    private static ValidatableResponse ask(Member member, String type, int tmdbId) {
        return member.api()
                .body(Map.of("mediaType", type, "tmdbId", Integer.toString(tmdbId)))
                .post("/media-requests")
                .then();
    }
}
