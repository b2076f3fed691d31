package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.gateway.support.RawHttp;
import io.medianest.gateway.support.ServiceLog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnGateway
class FailureTest {

    @TestHTTPResource("/")
    URL gateway;

    private final String id = UUID.randomUUID().toString();

    @Test
    void aServiceThatIsNotThereIsNamed() {
        given().get("/api/v1/jobs")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("5"))
                .body("code", equalTo("SERVICE_UNAVAILABLE"))
                .body("service", equalTo("monitor"))
                .body("detail", containsString("monitor"));
    }

    @Test
    void aServiceThatDoesNotAnswerIsGivenUp() {
        given().header("X-Correlation-Id", id)
                .get("/api/v1/media/slow")
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("code", equalTo("GATEWAY_TIMEOUT"))
                .body("service", equalTo("media"))
                .body("correlationId", equalTo(id));
        Awaitility.await().until(() -> ServiceLog.state(id).equals("closed"));
    }

    @Test
    void aServiceThatHangsUpBeforeItAnswersIsNamed() {
        given().get("/api/v1/media/hang-up")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("code", equalTo("BAD_GATEWAY"))
                .body("service", equalTo("media"));
    }

    @Test
    void anAnswerThatIsBrokenOffDoesNotLookWhole() {
        String byLength = RawHttp.exchange(gateway, get("/api/v1/media/cut"));
        assertThat(byLength)
                .startsWith("HTTP/1.1 200 ")
                .contains("content-length: 1000")
                .endsWith("the beginning");

        String byChunks = RawHttp.exchange(gateway, get("/api/v1/media/cut-chunked"));
        assertThat(byChunks)
                .startsWith("HTTP/1.1 200 ")
                .contains("the beginning")
                .doesNotContain("\r\n0\r\n");
    }

    @Test
    void aRequestThatComesTooSlowlyIsGivenUp() {
        String answer = RawHttp.exchange(
                gateway,
                "POST /api/v1/media/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nX-Correlation-Id: " + id
                        + "\r\n\r\nfive!");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("REQUEST_TIMEOUT");
        Awaitility.await().until(() -> ServiceLog.state(id).equals("closed"));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }
}
