package io.medianest.media.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Parallel;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What those who decide have at hand. */
@MediaTest
class DeskTest {
    private static final String STATEMENTS = """
            select coalesce(sum(calls), 0) from pg_stat_statements s join pg_roles r on r.oid = s.userid
            where r.rolname = 'media_service' and query ~ 'user_directory_media|from media_requests r'
              and query !~ 'parked_webhooks'
            """;

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
    void severalAreDecidedEachForItself() {
        household.disconnect();
        String first = household.film(anna, 603);
        String declined = household.film(anna, 604);
        String second = household.seasons(anna, 1396, List.of(1));
        moderator.api().post("/media-requests/{id}/decline", declined).then().statusCode(200);
        String unknown = UUID.randomUUID().toString();
        decide("approve", "Enjoy", first, declined, unknown, second, first)
                .then()
                .statusCode(200)
                .body("done", equalTo(2))
                .body("refused", equalTo(2))
                .body("items.id", contains(first, declined, unknown, second))
                .body("items.done", contains(true, false, false, true))
                .body("items.requestStatus", contains("approved", "failed", null, "approved"))
                .body("items.code", contains(null, "INVALID_TRANSITION", "NOT_FOUND", null));
        household.read(anna, second).then().body("decisionNote", equalTo("Enjoy"));
        assertThat(Sql.column("select to_status from media.media_request_history where actor_id = ?", moderator.id()))
                .containsExactlyInAnyOrder("failed", "approved", "approved");
    }

    @Test
    void ofTwoDesksAtOnceEachRequestKnowsOne() {
        household.disconnect();
        List<String> ids = Stream.of(603, 604, 605, 550, 680, 13)
                .map(film -> household.film(anna, film))
                .toList();
        List<Response> answers =
                Parallel.times(4, i -> decide(i % 2 == 0 ? "approve" : "decline", null, ids.toArray(String[]::new)));
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.<Integer>path("done"))
                        .sum())
                .isEqualTo(6);
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.<Integer>path("refused"))
                        .sum())
                .isEqualTo(18);
    }

    static Stream<Arguments> bad() {
        List<String> tooMany =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(101).toList();
        String id = UUID.randomUUID().toString();
        return Stream.of(
                Arguments.of(Map.of("decision", "approve", "ids", List.of()), "ids"),
                Arguments.of(Map.of("decision", "approve", "ids", tooMany), "ids"),
                Arguments.of(Map.of("decision", "approve"), "ids"),
                Arguments.of(Map.of("decision", "maybe", "ids", List.of(id)), "decision"),
                Arguments.of(Map.of("ids", List.of(id)), "decision"),
                Arguments.of(Map.of("decision", "decline", "note", "x".repeat(1001), "ids", List.of(id)), "note"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsNoDecisionIsNamed(Map<String, ?> body, String field) {
        moderator
                .api()
                .body(body)
                .post("/media-requests/decisions")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem(startsWith(field)));
    }

    @Test
    void peopleWithTheirRequestsAreOneStatement() {
        Sql.asSuperuser("create extension if not exists pg_stat_statements with schema public");
        for (int film : List.of(603, 604, 605, 550, 680)) {
            household.film(household.stranger(Role.USER), film);
        }
        long before = Long.parseLong(Sql.asSuperuser(STATEMENTS));
        moderator
                .api()
                .get("/media-requests/by-user")
                .then()
                .statusCode(200)
                .body("items.findAll { it.requests.size() == 1 }", hasSize(5));
        assertThat(Long.parseLong(Sql.asSuperuser(STATEMENTS)) - before).isEqualTo(1);
    }

    @Test
    void aSearchFindsWhateverItsCaseAndTheStatusToo() {
        household.film(anna, 603);
        household.film(anna, 604);
        for (int i = 0; i < 8; i++) {
            moderator
                    .api()
                    .queryParam("q", "rELoad")
                    .queryParam("status", "pending")
                    .get("/media-requests")
                    .then()
                    .statusCode(200)
                    .body("items.tmdbId", contains("604"));
        }
    }

    @Test
    void whatEndedLongAgoIsPutAway() {
        household.disconnect();
        List<String> ids = Stream.of(603, 604, 605, 550, 680)
                .map(film -> household.film(anna, film))
                .toList();
        decide("decline", "No", ids.toArray(String[]::new)).then().body("done", equalTo(5));
        String completed = household.film(anna, 13);
        String old =
                "update media.media_requests set status = ?, completed_at = now() - interval '181 days' where id = ?::uuid";
        Sql.run(old, "completed", completed);
        ids.subList(0, 4)
                .forEach(id -> Sql.run(
                        "update media.media_requests set updated_at = now() - interval '181 days' where id = ?::uuid",
                        id));
        ids.subList(0, 4).forEach(id -> household.awaitStatus(anna, id, "archived"));
        household.awaitStatus(anna, completed, "archived");
        household.read(anna, completed).then().body("phase", equalTo("completed"));
        household
                .read(anna, ids.getFirst())
                .then()
                .body("phase", equalTo("failed"))
                .body("failureReason", equalTo("declined"));
        household.read(anna, ids.getLast()).then().body("status", equalTo("failed"));
        anna.api()
                .get("/media-requests/{id}/history", ids.getFirst())
                .then()
                .body("items.to", contains("pending", "failed", "archived"))
                .body("items[2].source", equalTo("system"));
        await().until(() -> Sql.value("select last_error is null and last_success_at is not null"
                        + " from media.sync_state where name = 'archive'")
                .equals("t"));
    }

    private Response decide(String decision, String note, String... ids) {
        Map<String, Object> body = note == null
                ? Map.of("decision", decision, "ids", ids)
                : Map.of("decision", decision, "note", note, "ids", ids);
        return moderator.api().body(body).post("/media-requests/decisions");
    }
}
