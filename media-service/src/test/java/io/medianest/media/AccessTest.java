package io.medianest.media;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.token.HostileTokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in at all, and by which paths. */
@MediaTest
class AccessTest {
    @RegisterExtension
    static final Household household = new Household();

    @TestFactory
    Stream<DynamicTest> noHostileTokenIsTaken() {
        Member anna = household.stranger(Role.USER);
        return HostileTokens.all(household.tokens(), anna.id()).entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(),
                        () -> given().basePath("/api/v1")
                                .header("Authorization", "Bearer " + token.getValue())
                                .get("/media-requests")
                                .then()
                                .statusCode(401)
                                .contentType("application/problem+json")
                                .body("code", equalTo("UNAUTHENTICATED"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/media-requests;x=1",
                "/api/v1;/media-requests",
                "/api/v1//media-requests",
                "/api/v1/media-requests%2fstats",
                "/api/v1/media-requests%2Fstats",
                "/api/v1/media-requests/%2e%2e/stats",
                "/api/v1/media-requests/../stats",
                "/api/v1/media-requests%5cstats",
                "/api/v1/media-requests%00",
                "/api/v1/media-requests%3bx"
            })
    void ambiguousPathsAreRefused(String path) throws IOException {
        String answer = raw("GET", path);
        assertThat(answer).startsWith("HTTP/1.1 400").contains("INVALID_PATH");
    }

    @Test
    void traceIsRefused() throws IOException {
        assertThat(raw("TRACE", "/api/v1/media-requests")).startsWith("HTTP/1.1 405");
    }

    @Test
    void whatIsNotThereIs404AndWhatCannotBeDoneIs405() {
        Member anna = household.stranger(Role.USER);
        anna.api().get("/media-requestss").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        anna.api().put("/media-requests").then().statusCode(405).body("code", equalTo("METHOD_NOT_ALLOWED"));
        given().get("/q/metrics").then().statusCode(404);
        given().get("/q/health").then().statusCode(404);
    }

    /** Clients tidy paths up; a socket does not. */
    private static String raw(String method, String path) throws IOException {
        String token = household.stranger(Role.ADMIN).token();
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write((method + " " + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                    + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
