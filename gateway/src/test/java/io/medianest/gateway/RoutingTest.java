package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnGateway
class RoutingTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/auth/me, auth",
        "/api/v1/auth/jwks.json, auth",
        "/api/v1/users, auth",
        "/api/v1/users/7/rate-limits, auth",
        "/api/v1/media/search?query=a%20b&page=2, media",
        "/api/v1/media-requests, media",
        "/api/v1/media-requests/7/history, media",
        "/api/v1/images/abc, media",
        "/api/v1/library/recent, media"
    })
    void eachCallReachesItsService(String uri, String service) {
        given().urlEncodingEnabled(false)
                .get(uri)
                .then()
                .statusCode(200)
                .body("service", equalTo(service))
                .body("method", equalTo("GET"))
                .body("uri", equalTo(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/usersX",
                "/api/v1/user",
                "/api/v1/media-requestsX/1",
                "/api/v1/Media/search",
                "/api/v1/",
                "/api/v1",
                "/api/v2/users",
                "/users",
                "/API/v1/users",
                "/api/v1/control/state/x",
                "/api/v1/youtube-downloads",
                "/api/v1/nothing"
            })
    void whatNoServiceAnswersIsNotFound(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"))
                .body("instance", equalTo(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q",
                "/q/health",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/q/dev",
                "/q/arc",
                "/metrics",
                "/health",
                "/webjars/swagger-ui/5.31.0/index.html",
                "/application.properties"
            })
    void nothingOperationalIsPublic(String path) {
        given().get(path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void methodAndBodyPass(String method) {
        given().body("{\"title\":\"Łódź\"}")
                .contentType("application/json; charset=UTF-8")
                .request(method, "/api/v1/media-requests")
                .then()
                .statusCode(200)
                .body("method", equalTo(method))
                .body("body", equalTo("{\"title\":\"Łódź\"}"));
    }

    @Test
    void headHasTheHeadersOnly() {
        given().head("/api/v1/media/echo")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(emptyOrNullString());
    }

    @Test
    void answersWithoutBodyStayWithoutBody() {
        given().get("/api/v1/media/no-content")
                .then()
                .statusCode(204)
                .header("Content-Length", nullValue())
                .header("Transfer-Encoding", nullValue());
        given().get("/api/v1/media/not-modified").then().statusCode(304).header("ETag", equalTo("\"7\""));
    }

    @Test
    void theServicesOwnProblemsPass() {
        given().get("/api/v1/media/teapot")
                .then()
                .statusCode(418)
                .contentType("application/problem+json")
                .statusLine(containsString("418"))
                .body("code", equalTo("TEAPOT"));
    }

    @Test
    void largeAnswersPass() {
        int length = given().get("/api/v1/media/huge")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray()
                .length;
        assertThat(length).isEqualTo(8 * 1024 * 1024);
    }

    @Test
    void theBareAddressLeadsToTheDocumentation() {
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", equalTo("/api/docs"));
    }
}
