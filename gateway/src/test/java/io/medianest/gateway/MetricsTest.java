package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnGateway
class MetricsTest {

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @Test
    void requestsAreMeasuredByRouteAndNeverByPath() {
        String inPath = UUID.randomUUID().toString();
        given().get("/api/v1/media-requests/" + inPath).then().statusCode(200);
        given().get("/api/v1/" + inPath).then().statusCode(404);
        given().get("/api/v1/jobs").then().statusCode(503);

        Awaitility.await()
                .untilAsserted(() -> assertThat(scrape())
                        .containsPattern("medianest_gateway_requests_seconds_count\\{method=\"GET\","
                                + "route=\"/api/v1/media-requests\",service=\"media\",status=\"200\"\\}")
                        .containsPattern("medianest_gateway_requests_seconds_count\\{method=\"GET\","
                                + "route=\"other\",service=\"gateway\",status=\"404\"\\}")
                        .containsPattern(
                                "medianest_gateway_failures_total\\{kind=\"unreachable\",service=\"monitor\"\\}")
                        .contains("medianest_gateway_streams{service=\"media\"}")
                        .contains("medianest_gateway_requests_seconds_bucket"));
        assertThat(scrape()).doesNotContain(inPath);
    }

    @Test
    void managementIsOnAPortOfItsOwn() {
        assertThat(ready.getPort()).isNotEqualTo(RestAssured.port);
        assertThat(given().get(ready).asString()).contains("revocations").contains("public-keys");
    }

    private String scrape() {
        return given().get(metrics).then().statusCode(200).extract().asString();
    }
}
