package io.medianest.media.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.testing.stores.Sql;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is not a proper request is answered so that a person can mend it, and changes nothing. */
@MediaTest
class BadInputTest {
    private static final String FILM = "{\"mediaType\":\"movie\",\"tmdbId\":\"603\"%s}";

    @RegisterExtension
    static final Household household = new Household();

    private Member anna;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("cut off", "{\"mediaType\":", 400, "MALFORMED_JSON", null),
                Arguments.of("no JSON", "mediaType=movie", 400, "MALFORMED_JSON", null),
                Arguments.of("null", "null", 400, "MALFORMED_JSON", null),
                Arguments.of("a list", "[]", 400, "MALFORMED_JSON", null),
                Arguments.of("something after the object", FILM.formatted("") + "{}", 400, "MALFORMED_JSON", null),
                Arguments.of("a key twice", FILM.formatted(",\"tmdbId\":\"604\""), 400, "MALFORMED_JSON", null),
                Arguments.of("an unknown field", FILM.formatted(",\"year\":1999"), 400, "VALIDATION_FAILED", "year"),
                Arguments.of("a foreign user", FILM.formatted(",\"userId\":\"x\""), 400, "VALIDATION_FAILED", "userId"),
                Arguments.of(
                        "a status", FILM.formatted(",\"status\":\"approved\""), 400, "VALIDATION_FAILED", "status"),
                Arguments.of("nothing", "{}", 400, "VALIDATION_FAILED", "mediaType"),
                Arguments.of(
                        "a number for the id",
                        "{\"mediaType\":\"movie\",\"tmdbId\":603}",
                        400,
                        "VALIDATION_FAILED",
                        "tmdbId"),
                Arguments.of(
                        "an unknown kind",
                        "{\"mediaType\":\"book\",\"tmdbId\":\"1\"}",
                        400,
                        "VALIDATION_FAILED",
                        "mediaType"),
                Arguments.of(
                        "a number for the kind",
                        "{\"mediaType\":1,\"tmdbId\":\"1\"}",
                        400,
                        "VALIDATION_FAILED",
                        "mediaType"),
                Arguments.of(
                        "seasons of a film", FILM.formatted(",\"seasons\":[1]"), 400, "VALIDATION_FAILED", "seasons"),
                Arguments.of(
                        "a list for the title",
                        FILM.formatted(",\"title\":[\"x\"]"),
                        400,
                        "VALIDATION_FAILED",
                        "title"),
                Arguments.of(
                        "a number for the title", FILM.formatted(",\"title\":7"), 400, "VALIDATION_FAILED", "title"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBadBodyIsRefused(String what, String body, int status, String code, String field) {
        ValidatableResponse answer = post(body, status, code);
        if (field != null) {
            answer.body("errors.field", hasItem(field));
        }
    }

    static Stream<String> ids() {
        return Stream.of(
                "", "0", "01", "-1", "1.5", "abc", "1e3", "12345678901", "1".repeat(40), " 603", "603 ", "６０３");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aBadIdIsRefused(String id) {
        post("{\"mediaType\":\"movie\",\"tmdbId\":\"" + id + "\"}", 400, "VALIDATION_FAILED")
                .body("errors.field", hasItem("tmdbId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[0]",
                "[-1]",
                "[1,1]",
                "[1.5]",
                "[\"1\"]",
                "[10000]",
                "[null]",
                "\"some\"",
                "\"ALL\"",
                "{}",
                "7",
                "true",
                "[[1]]",
                "[99999999999]"
            })
    void badSeasonsAreRefused(String seasons) {
        post("{\"mediaType\":\"tv\",\"tmdbId\":\"1396\",\"seasons\":" + seasons + "}", 400, "VALIDATION_FAILED")
                .body("errors.field", hasItem(containsString("seasons")));
    }

    static Stream<String> titles() {
        return Stream.of(
                "", " ", "a\\u0000b", "a\\nb", "a\\tb", "\\u001b[31m", "\\u202egnp", "\\ud800", "x".repeat(201));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void aBadTitleIsRefused(String title) {
        String answer = anna.api()
                .body(FILM.formatted(",\"title\":\"" + title + "\""))
                .post("/media-requests")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .asString();
        assertThat(answer).containsAnyOf("VALIDATION_FAILED", "MALFORMED_JSON");
    }

    @Test
    void aMegabyteIsRefused() {
        anna.api()
                .body(FILM.formatted(",\"title\":\"" + "x".repeat(1_000_000) + "\""))
                .post("/media-requests")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("PAYLOAD_TOO_LARGE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void anotherContentTypeIsRefused(String type) {
        anna.api()
                .contentType(type)
                .body(FILM.formatted(""))
                .post("/media-requests")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void anEmptyBodyIsRefused() {
        anna.api().post("/media-requests").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void hostileTextsAreStoredAsTheyAre() {
        household.overseerr().server().goDown(Down.REFUSING);
        Member moderator = household.stranger(Role.MODERATOR);
        for (String text : List.of(
                "'; drop table media_requests; --",
                "\" or 1=1 --",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1/x}",
                "{{7*7}} %s %n $1",
                "../../etc/passwd",
                "日本語 🎬 Ünïcödé")) {
            isStoredAsItIs(text, moderator);
        }
    }

    private void isStoredAsItIs(String text, Member moderator) {
        String id = anna.api()
                .body(Map.of("mediaType", "movie", "tmdbId", "603", "title", text))
                .post("/media-requests")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        household.read(anna, id).then().contentType("application/json").body("title", equalTo(text));
        anna.api()
                .queryParam("q", text)
                .get("/media-requests")
                .then()
                .statusCode(200)
                .body("items.title", hasItem(text));
        moderator
                .api()
                .body(Map.of("note", text))
                .post("/media-requests/{id}/decline", id)
                .then()
                .statusCode(200)
                .body("decisionNote", equalTo(text));
        assertThat(Sql.value("select decision_note from media.media_requests where id = ?::uuid", id))
                .isEqualTo(text);
    }

    @Test
    void aNoteIsPlainTextOfBoundedLength() {
        String id = household.film(anna, 603);
        Member moderator = household.stranger(Role.MODERATOR);
        for (String note : new String[] {"x".repeat(1001), "a\nb", " "}) {
            moderator
                    .api()
                    .body(Map.of("note", note))
                    .post("/media-requests/{id}/decline", id)
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("note"));
        }
        moderator
                .api()
                .body(Map.of("reason", "x"))
                .post("/media-requests/{id}/decline", id)
                .then()
                .statusCode(400);
        household.read(anna, id).then().body("status", equalTo("pending"));
    }

    private ValidatableResponse post(String body, int status, String code) {
        ValidatableResponse answer = anna.api()
                .header("X-Correlation-Id", "bad-input-test")
                .body(body)
                .post("/media-requests")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("X-Correlation-Id", equalTo("bad-input-test"))
                .body("type", equalTo("about:blank"))
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("correlationId", equalTo("bad-input-test"))
                .body("instance", equalTo("/api/v1/media-requests"))
                .body("detail", not(matchesPattern("(?s).*(java|Exception|io\\.medianest).*")));
        assertThat(Sql.value("select count(*) from media.media_requests")).isEqualTo("0");
        return answer;
    }
}
