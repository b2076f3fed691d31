package io.medianest.auth;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadInputTest {
    private static final String GOOD_USER =
            "{\"email\":\"bad-input@example.org\",\"name\":\"Ada\",\"password\":\"correct horse battery staple\"}";

    /** Each operation that takes a body, with a good one, and a text field of it. */
    private static final List<Operation> OPERATIONS = List.of(
            new Operation("POST", "/auth/setup", "{\"setupToken\":\"x\"," + GOOD_USER.substring(1), "name"),
            new Operation("POST", "/auth/login", "{\"email\":\"a@example.org\",\"password\":\"x\"}", "email"),
            new Operation("POST", "/auth/token/refresh", "{\"refreshToken\":\"x\"}", "refreshToken"),
            new Operation("PATCH", "/auth/me", "{\"name\":\"Ada\"}", "name"),
            new Operation("POST", "/auth/password", "{\"currentPassword\":\"x\",\"newPassword\":\"y\"}", "newPassword"),
            new Operation("POST", "/users", GOOD_USER, "name"),
            new Operation("PATCH", "/users/00000000-0000-0000-0000-000000000000", "{\"name\":\"Ada\"}", "name"));

    record Operation(String method, String path, String body, String field) {
        String with(String value) {
            return body.replaceFirst("(\"" + field + "\":)\"[^\"]*\"", "$1" + Matcher.quoteReplacement(value));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Arguments> bodies() {
        List<Arguments> cases = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            String body = operation.body();
            String twice = "{\"" + operation.field() + "\":\"a\"," + body.substring(1);
            add(cases, operation, "cut off", body.substring(0, body.length() - 1), 400, "MALFORMED_JSON");
            add(cases, operation, "no JSON", "hello", 400, "MALFORMED_JSON");
            add(cases, operation, "a list", "[]", 400, "MALFORMED_JSON");
            add(cases, operation, "a text", "\"x\"", 400, "MALFORMED_JSON");
            add(cases, operation, "null", "null", 400, "MALFORMED_JSON");
            add(cases, operation, "two objects", body + body, 400, "MALFORMED_JSON");
            add(cases, operation, "duplicate key", twice, 400, "MALFORMED_JSON");
            add(cases, operation, "deeply nested", "{\"x\":".repeat(3_000), 400, null);
            add(cases, operation, "unknown field", "{\"admin\":true," + body.substring(1), 400, "VALIDATION_FAILED");
            add(cases, operation, "number for text", operation.with("7"), 400, "VALIDATION_FAILED");
            add(cases, operation, "object for text", operation.with("{}"), 400, "VALIDATION_FAILED");
            add(cases, operation, "list for text", operation.with("[\"a\"]"), 400, "VALIDATION_FAILED");
            add(cases, operation, "boolean for text", operation.with("true"), 400, "VALIDATION_FAILED");
            add(
                    cases,
                    operation,
                    "1 MB",
                    operation.with("\"" + "x".repeat(1_000_000) + "\""),
                    413,
                    "PAYLOAD_TOO_LARGE");
            add(cases, operation, "20 kB", operation.with("\"" + "x".repeat(20_000) + "\""), 400, "VALIDATION_FAILED");
        }
        return cases.stream();
    }

    private static void add(
            List<Arguments> cases, Operation operation, String name, String body, int status, String code) {
        cases.add(Arguments.of(operation + ": " + name, operation, body, status, code));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBodyIsRefused(String name, Operation operation, String body, int status, String code) {
        ValidatableResponse answer = problem(
                asAdmin().contentType("application/json").body(body), operation.method(), operation.path(), status);
        if (code != null) {
            answer.body("code", equalTo(code));
        }
        if ("VALIDATION_FAILED".equals(code)) {
            answer.body("errors.field", everyItem(notNullValue()));
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of("\\u0000", "a\\u0000b", "a\\nb", "a\\u001bb", "\\u202eadA", " ", "", "\\ud800", "\\u2028")
                .flatMap(text -> Stream.of(
                        Arguments.of(OPERATIONS.get(1), text),
                        Arguments.of(OPERATIONS.get(3), text),
                        Arguments.of(OPERATIONS.get(5), text)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsAreForReading(Operation operation, String text) {
        problem(
                        asAdmin().contentType("application/json").body(operation.with("\"" + text + "\"")),
                        operation.method(),
                        operation.path(),
                        400)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.field", hasItem(operation.field()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/problem+json",
                "nonsense"
            })
    void onlyJsonIsTaken(String type) {
        for (Operation operation : OPERATIONS) {
            HttpResponse<String> answer = RawHttp.send(
                    operation.method(), "/api/v1" + operation.path(), type, BodyPublishers.ofString(operation.body()));

            assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(415);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .as(operation.toString())
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("application/problem+json"));
            assertThat(answer.body()).contains("UNSUPPORTED_MEDIA_TYPE");
        }
    }

    @Test
    void aBodyOfUnknownLengthIsLimitedToo() {
        byte[] body = ("{\"email\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(UTF_8);

        HttpResponse<String> answer = RawHttp.send(
                "POST",
                "/api/v1/auth/login",
                "application/json",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        // Quarkus ends the connection without a body here; the gateway, which clients meet, says it as a problem.
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    static Stream<Arguments> users() {
        return Stream.of(
                Arguments.of("email", "\"no address\""),
                Arguments.of("email", "\"a@b@c\""),
                Arguments.of("email", "\"" + "a".repeat(250) + "@example.org\""),
                Arguments.of("email", "null"),
                Arguments.of("name", "null"),
                Arguments.of("name", "\"" + "x".repeat(201) + "\""),
                Arguments.of("password", "null"),
                Arguments.of("password", "\"fourteen chars\""),
                Arguments.of("password", "\"" + "x".repeat(1_025) + "\""),
                Arguments.of("password", "\"aaaaaaaaaaaaaaaaaaaa\""),
                Arguments.of("password", "\"correct horse\\u0000battery staple\""),
                Arguments.of("role", "\"OWNER\""),
                Arguments.of("role", "\"admin\""),
                Arguments.of("role", "2"),
                Arguments.of("requiresPasswordChange", "\"true\""),
                Arguments.of("requiresPasswordChange", "1"));
    }

    @ParameterizedTest
    @MethodSource("users")
    void aUserIsRefused(String field, String value) {
        String others =
                GOOD_USER.replaceFirst("\"" + field + "\":\"[^\"]*\",?", "").replace(",}", "}");
        String body = "{\"" + field + "\":" + value + "," + others.substring(1);

        problem(asAdmin().contentType("application/json").body(body), "POST", "/users", 400)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or '1'='1",
                "'; drop table auth.users; --",
                "<script>alert(1)</script>",
                "{{7*7}}${7*7}",
                "../../etc/passwd",
                "%00%0a",
                "\uD83D\uDC69\u200D\uD83D\uDE80 Ада"
            })
    void hostileTextIsJustText(String text) {
        Person person = Household.person(Role.USER);

        person.asks()
                .body(Map.of("name", text))
                .patch("/api/v1/auth/me")
                .then()
                .statusCode(200)
                .body("name", equalTo(text));
        person.asks().get("/api/v1/auth/me").then().body("name", equalTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org/a.png", "javascript:alert(1)", "data:image/png;base64,x", "https://a b"})
    void aPictureIsAnHttpsAddress(String image) {
        problem(asAdmin().contentType("application/json").body(Map.of("image", image)), "PATCH", "/auth/me", 400)
                .body("errors.field", hasItem("image"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users;x=1",
                "/api/v1/users%3bx",
                "/api/v1//users",
                "/api/v1/users/%2e%2e/auth/me",
                "/api/v1/users%2fx",
                "/api/v1/users/..;/auth/me"
            })
    void ambiguousPathsAreRefused(String path) {
        HttpResponse<String> answer = RawHttp.send("GET", path, "application/json", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("INVALID_PATH");
    }

    @Test
    void otherMethodsAndAddressesAreProblemsToo() {
        problem(asAdmin(), "PUT", "/auth/me", 405).body("code", equalTo("METHOD_NOT_ALLOWED"));
        problem(asAdmin(), "GET", "/auth/nothing", 404).body("code", equalTo("NOT_FOUND"));
        problem(asAdmin().accept("text/html"), "GET", "/auth/me", 406).body("code", equalTo("NOT_ACCEPTABLE"));
        problem(asAdmin().header("X-HTTP-Method-Override", "DELETE"), "POST", "/auth/me", 405)
                .body("code", not(equalTo("INTERNAL_ERROR")));
    }

    private static RequestSpecification asAdmin() {
        return given().auth().oauth2(Household.admin().accessToken());
    }

    private static ValidatableResponse problem(RequestSpecification request, String method, String path, int status) {
        return request.header("X-Correlation-Id", "bad-input")
                .request(method, "/api/v1" + path)
                .then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .header("X-Correlation-Id", equalTo("bad-input"))
                .body("status", equalTo(status))
                .body("correlationId", equalTo("bad-input"))
                .body("instance", equalTo("/api/v1" + path));
    }
}
