package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnGateway
class HeadersTest {
    private static final String ECHO = "/api/v1/media/echo";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-Prefix",
                "X-Forwarded-User",
                "x-forwarded-anything",
                "X-User-Id",
                "X-USER-ROLES",
                "X-Real-IP",
                "True-Client-IP",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "Proxy-Authorization",
                "Proxy",
                "TE",
                "Upgrade",
                "Via"
            })
    void whatOnlyTheGatewayMaySayIsDropped(String name) {
        assertThat(heard(given().header(name, "forged")).stream().map(HeadersTest::name))
                .doesNotContain(name.toLowerCase(Locale.ROOT));
    }

    @Test
    void theGatewayTellsWhoCalls() {
        List<Map<String, String>> heard = heard(given().header("X-Forwarded-For", "203.0.113.7, 198.51.100.1")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .header("Host", "medianest.example:8443"));

        assertThat(values(heard, "X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(values(heard, "X-Forwarded-Proto")).containsExactly("http");
        assertThat(values(heard, "X-Forwarded-Host")).containsExactly("medianest.example:8443");
        assertThat(values(heard, "Host")).hasSize(1).allMatch(host -> host.startsWith("127.0.0.1:"));
    }

    @Test
    void whatConnectionNamesEndsAtTheGateway() {
        List<Map<String, String>> heard = heard(given().header("Connection", "keep-alive, X-Hop, Content-Length")
                .header("X-Hop", "secret")
                .header("X-Own", "kept"));

        assertThat(values(heard, "X-Hop")).isEmpty();
        assertThat(values(heard, "X-Own")).containsExactly("kept");
    }

    @Test
    void aValidCorrelationIdIsKeptEverywhere() {
        Response response =
                given().header("X-Correlation-Id", "from-the-client-1").get(ECHO);

        assertThat(response.headers().getValues("X-Correlation-Id")).containsExactly("from-the-client-1");
        assertThat(values(heard(response), "X-Correlation-Id")).containsExactly("from-the-client-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "semi;colon", "<script>", "umlaut-ä"})
    void anInvalidCorrelationIdIsReplacedEverywhere(String invalid) {
        Response response = given().header("X-Correlation-Id", invalid).get(ECHO);

        List<String> told = response.headers().getValues("X-Correlation-Id");
        assertThat(told).singleElement().asString().matches("[0-9a-f-]{36}");
        assertThat(values(heard(response), "X-Correlation-Id")).isEqualTo(told);
    }

    @Test
    void traceContextPassesIfItIsOne() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertThat(values(heard(given().header("traceparent", traceparent)), "traceparent"))
                .containsExactly(traceparent);

        List<Map<String, String>> heard =
                heard(given().header("traceparent", "00-nonsense").header("tracestate", "a=1"));
        assertThat(values(heard, "traceparent")).isEmpty();
        assertThat(values(heard, "tracestate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ECHO, "/api/v1/nothing", "/api/v1/media/a;b", "/api/v1/health", "/api/v1/jobs"})
    void everyAnswerIsGuarded(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Permissions-Policy", containsString("camera=()"))
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Correlation-Id", matchesPattern("[0-9a-f-]{36}"))
                .header("Strict-Transport-Security", nullValue())
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Server", nullValue());
    }

    @Test
    void theServicesOwnCachingStands() {
        Headers headers = given().get("/api/v1/media/cacheable").headers();
        assertThat(headers.getValues("Cache-Control")).containsExactly("max-age=60");
    }

    @Test
    void whatServicesSayAboutThemselvesStaysInside() {
        Headers headers = given().header("X-Correlation-Id", "mine")
                .redirects()
                .follow(false)
                .get("/api/v1/media/leak")
                .headers();

        for (String name : List.of("Server", "X-Powered-By", "X-User-Id", "X-Hop", "Keep-Alive")) {
            assertThat(headers.getValues(name)).as(name).isEmpty();
        }
        assertThat(headers.getValues("Access-Control-Allow-Origin")).isEmpty();
        assertThat(headers.getValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.getValues("X-Correlation-Id")).containsExactly("mine");
        assertThat(headers.getValues("X-Own")).containsExactly("kept");
        assertThat(headers.getValues("Location")).containsExactly("/api/v1/media/7?x=1");
    }

    @Test
    void noOtherOriginIsLetInUnlessConfigured() {
        given().header("Origin", "https://app.example.org")
                .get(ECHO)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", "https://app.example.org")
                .header("Access-Control-Request-Method", "POST")
                .options("/api/v1/nothing")
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Methods", nullValue());
    }

    private static List<Map<String, String>> heard(RequestSpecification request) {
        return heard(request.get(ECHO));
    }

    private static List<Map<String, String>> heard(Response response) {
        response.then().statusCode(200);
        return response.jsonPath().getList("headers");
    }

    private static List<String> values(List<Map<String, String>> headers, String name) {
        return headers.stream()
                .filter(header -> name(header).equalsIgnoreCase(name))
                .map(header -> header.get("value"))
                .toList();
    }

    private static String name(Map<String, String> header) {
        return String.valueOf(header.get("name")).toLowerCase(Locale.ROOT);
    }
}
