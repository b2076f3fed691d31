package io.medianest.media.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.media.support.Household;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.MediaTestResource;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.restassured.response.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may tell what happened in Overseerr, and how much of it is understood. */
@MediaTest
class WebhookTest {
    private static final String AVAILABLE =
            "{\"notification_type\":\"MEDIA_AVAILABLE\",\"request\":{\"request_id\":\"4711\"}}";

    @RegisterExtension
    static final Household household = new Household();

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "wrong",
                MediaTestResource.WEBHOOK_SECRET + "x",
                "Bearer " + MediaTestResource.WEBHOOK_SECRET,
                "test-webhook-secret-012345678"
            })
    void aForgedOneIsRefused(String authorization) {
        send(authorization, AVAILABLE)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHENTICATED"));
        assertThat(waiting()).isEqualTo("0");
    }

    @Test
    void anAccessTokenIsNotEnough() {
        send("Bearer " + household.stranger(Role.ADMIN).token(), AVAILABLE)
                .then()
                .statusCode(401);
    }

    @Test
    void oneAboutAnUnknownRequestWaits() {
        send(MediaTestResource.WEBHOOK_SECRET, AVAILABLE).then().statusCode(204);
        assertThat(waiting()).isEqualTo("1");
        assertThat(Sql.value("select payload::text from media.parked_webhooks")).isEqualTo("{}");
        Sql.run("update media.parked_webhooks set expires_at = now() - interval '1 second',"
                + " next_attempt_at = now()");
        await().untilAsserted(() -> assertThat(waiting()).isEqualTo("0"));
    }

    @Test
    void noMoreWaitThanAreAllowed() {
        Sql.run(
                "insert into media.parked_webhooks (overseerr_id, notification_type, payload, next_attempt_at)"
                        + " select n::varchar, 'MEDIA_FAILED', '{}', now() + interval '1 hour' from generate_series(1, 1000) n");
        send(MediaTestResource.WEBHOOK_SECRET, AVAILABLE).then().statusCode(204);
        assertThat(waiting()).isEqualTo("1000");
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("a test", "{\"notification_type\":\"TEST_NOTIFICATION\",\"media\":null,\"request\":null}"),
                Arguments.of("an issue", "{\"notification_type\":\"ISSUE_CREATED\",\"issue\":{\"issue_id\":\"1\"}}"),
                Arguments.of(
                        "a type of the future", "{\"notification_type\":\"X\",\"request\":{\"request_id\":\"1\"}}"),
                Arguments.of("no request", "{\"notification_type\":\"MEDIA_AVAILABLE\",\"request\":null}"),
                Arguments.of(
                        "no number", "{\"notification_type\":\"MEDIA_FAILED\",\"request\":{\"request_id\":\"x\"}}"),
                Arguments.of("other types", "{\"notification_type\":7,\"request\":[1,2]}"),
                Arguments.of("nothing", "{}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void whatIsNotAboutARequestIsTakenAndForgotten(String what, String body) {
        send(MediaTestResource.WEBHOOK_SECRET, body).then().statusCode(204);
        assertThat(waiting()).as(what).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "notification_type=MEDIA_AVAILABLE"})
    void whatIsNoWebhookIsRefused(String body) {
        send(MediaTestResource.WEBHOOK_SECRET, body).then().statusCode(400).body("code", equalTo("MALFORMED_JSON"));
    }

    @Test
    void anyContentTypeWillDo() {
        given().basePath("/api/v1")
                .header("Authorization", MediaTestResource.WEBHOOK_SECRET)
                .contentType("text/plain")
                .body("{}")
                .post("/webhooks/overseerr")
                .then()
                .statusCode(204);
    }

    private static String waiting() {
        return Sql.value("select count(*) from media.parked_webhooks");
    }

    private static Response send(String authorization, String body) {
        var request =
                given().basePath("/api/v1").contentType("application/json").body(body);
        return (authorization == null ? request : request.header("Authorization", authorization))
                .post("/webhooks/overseerr");
    }
}
