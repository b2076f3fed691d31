package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.local.journey.Portal.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the gateway to the services: each bad input is answered as the API says. */
class HostileInputIT {
    private static final String MOVIE = "{\"mediaType\":\"movie\",\"tmdbId\":\"%s\"}";

    private static Portal person;
    private static Portal nobody;

    @BeforeAll
    static void signIn() {
        RunningStack stack = RunningStack.get();
        nobody = stack.portal();
        person = stack.newPerson("hostile");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("malformed JSON", "{\"mediaType\":", "MALFORMED_JSON", ""),
                Arguments.of("no object", "[]", "MALFORMED_JSON", ""),
                Arguments.of("nothing", "", "MALFORMED_JSON", ""),
                Arguments.of(
                        "duplicate key",
                        "{\"mediaType\":\"movie\",\"tmdbId\":\"1\",\"tmdbId\":\"2\"}",
                        "MALFORMED_JSON",
                        ""),
                Arguments.of(
                        "unknown field",
                        "{\"mediaType\":\"movie\",\"tmdbId\":\"1\",\"status\":\"approved\"}",
                        "VALIDATION_FAILED",
                        "status"),
                Arguments.of("wrong type", "{\"mediaType\":\"movie\",\"tmdbId\":603}", "VALIDATION_FAILED", "tmdbId"),
                Arguments.of(
                        "unknown enum", "{\"mediaType\":\"song\",\"tmdbId\":\"1\"}", "VALIDATION_FAILED", "mediaType"),
                Arguments.of("endless id", MOVIE.formatted("1".repeat(40)), "VALIDATION_FAILED", "tmdbId"),
                Arguments.of("SQL as id", MOVIE.formatted("1' or '1'='1"), "VALIDATION_FAILED", "tmdbId"),
                Arguments.of(
                        "script as id", MOVIE.formatted("<script>alert(1)</script>"), "VALIDATION_FAILED", "tmdbId"),
                Arguments.of(
                        "control character",
                        "{\"mediaType\":\"movie\",\"tmdbId\":\"1\",\"title\":\"a\\u0000b\"}",
                        "VALIDATION_FAILED",
                        "title"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBadBodyIsAnsweredWithItsField(String what, String body, String code, String field) {
        Answer answer = person.post("/media-requests", body);

        assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        if (!field.isEmpty()) {
            assertThat(answer.body().path("errors").findValuesAsText("field")).containsExactly(field);
        }
        assertProblem(answer);
    }

    @Test
    void aTitleOfAMegabyteIsTooLarge() {
        Answer answer = person.post(
                "/media-requests",
                "{\"mediaType\":\"movie\",\"tmdbId\":\"1\",\"title\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertProblem(answer);
    }

    @Test
    void anotherContentTypeIsRefused() {
        Answer answer = person.send("POST", "/media-requests", "mediaType=movie", "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "abc", "-1", "1.5"})
    void aLimitOutOfRangeIsRefused(String limit) {
        Answer answer = person.get("/media-requests?limit=" + limit);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("field")).containsExactly("limit");
        assertProblem(answer);
    }

    @Test
    void aCursorThatIsNotOursIsRefused() {
        Answer answer = person.get("/media-requests?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_CURSOR");
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media-requests;role=ADMIN",
                "/media-requests%3b",
                "/users%2f..%2fmedia-requests",
                "//users",
                "/media-requests/%00",
                "/media-requests/%5c..%5cusers",
                "/media-requests/../users",
                "/media-requests/%2e%2e/users"
            })
    void anAmbiguousPathIsRefused(String path) {
        Answer answer = person.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_PATH");
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/me", "/users", "/media-requests", "/media/search?query=x"})
    void withoutATokenNothingIsShown(String path) {
        assertThat(nobody.get(path).status()).isEqualTo(401);
        assertThat(nobody.get(path).code()).isEqualTo("UNAUTHENTICATED");
        assertProblem(nobody.get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."})
    void aForgedTokenIsRefused(String token) {
        assertThat(nobody.as(token).get("/auth/me").status()).isEqualTo(401);
        assertThat(nobody.as(token).get("/media-requests").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users", "/users/00000000-0000-0000-0000-000000000000"})
    void whatIsForAnAdminIsForbidden(String path) {
        assertThat(person.get(path).status()).isEqualTo(403);
        assertThat(person.get(path).code()).isEqualTo("FORBIDDEN");
        assertProblem(person.get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/users-of-others", "/media-requests/00000000-0000-0000-0000-000000000000"})
    void whatDoesNotExistIsNotFound(String path) {
        assertThat(person.get(path).status()).isEqualTo(404);
        assertProblem(person.get(path));
    }

    private static void assertProblem(Answer answer) {
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.text("correlationId")).isNotEmpty().isEqualTo(answer.correlationId());
        assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.body().toString()).doesNotContain("io.medianest", "Exception", "java.lang");
    }
}
