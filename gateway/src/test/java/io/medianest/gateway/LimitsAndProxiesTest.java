package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.database.LoginRole;
import io.medianest.gateway.support.FakeServices;
import io.medianest.gateway.support.ServiceLog;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.StoresTestResource;
import io.medianest.testing.stores.TestStores;
import io.medianest.testing.token.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway behind trusted proxies (every loopback address), with limits so low that a test reaches them. */
@QuarkusTest
@TestProfile(LimitsAndProxiesTest.BehindProxies.class)
class LimitsAndProxiesTest {
    private static final String CALL = "/api/v1/media-requests";

    private static @Nullable TestTokens published;

    @TestHTTPResource("/")
    URL gateway;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    /** Nobody else's in this run: Redis outlives the tests. */
    private final String address = "2001:db8:%x:%x::7"
            .formatted(
                    ThreadLocalRandom.current().nextInt(0x1_0000),
                    ThreadLocalRandom.current().nextInt(0x1_0000));

    /** See the class. */
    public static final class BehindProxies implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "medianest.trusted-proxies", "127.0.0.0/8, 10.1.0.0/16",
                    "medianest.rate-limit.general", "3/1d",
                    "medianest.gateway.proxy.breaker-volume", "10",
                    "medianest.gateway.proxy.breaker-delay", "5s",
                    "medianest.gateway.cors.origins", "https://app.example.org");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(StoresTestResource.class, Map.of("role", "gateway"), false),
                    new TestResourceEntry(FakeServices.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void anAddressWithoutATokenHasItsLimit() {
        for (int left = 2; left >= 0; left--) {
            from(address)
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", equalTo("\"general\";q=3;w=86400"))
                    .header("RateLimit", startsWith("\"general\";r=" + left + ";t="));
        }
        Response refused = from(address);
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("RATE_LIMITED"))
                .body("policy", equalTo("general"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(28_000, 28_800);
        // The same client, by another address of its network, by another hop, with forged claims before.
        from(address.replace("::7", "::8")).then().statusCode(429);
        from("203.0.113.9, " + address + ", 10.1.2.3").then().statusCode(429);
        from(address, "X-User-Id", UUID.randomUUID().toString()).then().statusCode(429);
        // Not proven by a token that is none.
        from(address, "Authorization", "Bearer nothing").then().statusCode(429);
    }

    @Test
    void guessingTokensCounts() {
        publishedTokens();
        for (int i = 0; i < 3; i++) {
            from(address, "Authorization", "Bearer guess" + i).then().statusCode(401);
        }
        from(address, "Authorization", "Bearer guess").then().statusCode(429);
    }

    @Test
    void aUserHasALimitOfTheirOwnWhereverTheyAre() {
        TestTokens tokens = publishedTokens();
        String token = bearer(tokens);
        for (int i = 0; i < 3; i++) {
            from(address, "Authorization", token).then().statusCode(200);
        }
        from(random(), "Authorization", token).then().statusCode(429);
        from(address).then().statusCode(200);
        from(address, "Authorization", bearer(tokens)).then().statusCode(200);
    }

    @Test
    void imagesAndWebhooksHaveLimitsOfTheirOwn() {
        given().header("X-Forwarded-For", address)
                .get("/api/v1/images/echo")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", equalTo("\"images\";q=1000;w=60"));
        given().header("X-Forwarded-For", address)
                .post("/api/v1/webhooks/overseerr")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", equalTo("\"webhooks\";q=600;w=60"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7                          | 203.0.113.7",
                "203.0.113.7:4711                     | 203.0.113.7",
                "[2001:db8::1]:4711                   | 2001:db8::1",
                "::ffff:203.0.113.7                   | 203.0.113.7",
                "198.51.100.1, 203.0.113.7            | 203.0.113.7",
                "198.51.100.1, 203.0.113.7, 10.1.0.9  | 203.0.113.7",
                "198.51.100.1, 10.2.0.9, 10.1.0.9     | 10.2.0.9",
                "10.1.0.8, 10.1.0.9                   | 10.1.0.8",
                "198.51.100.1, unknown, 10.1.0.9      | 10.1.0.9",
                "evil\"}:x                            | 127.0.0.1",
                "203.0.113.7,                         | 127.0.0.1"
            })
    void servicesHearTheRightMostAddressThatIsNoProxys(String claimed, String heard) {
        assertThat(heard(
                        given().header("X-Forwarded-For", claimed)
                                .header("Forwarded", "for=192.0.2.66;proto=http")
                                .header("X-Real-IP", "192.0.2.67")
                                .get("/api/v1/images/echo"),
                        "X-Forwarded-For"))
                .isEqualTo(heard);
    }

    @Test
    void aProxysWordOnTheSchemeIsBelieved() {
        Response answer = given().header("X-Forwarded-For", address)
                .header("X-Forwarded-Proto", "http, https")
                .get("/api/v1/images/echo");

        assertThat(heard(answer, "X-Forwarded-Proto")).isEqualTo("https");
        answer.then().header("Strict-Transport-Security", equalTo("max-age=31536000"));
        assertThat(heard(
                        given().header("X-Forwarded-Proto", "javascript").get("/api/v1/images/echo"),
                        "X-Forwarded-Proto"))
                .isEqualTo("http");
    }

    @Test
    void aServiceThatDoesNotAnswerIsLeftAloneThenTried() {
        patiently().until(() -> call("/api/v1/users/hang-up", "POST").statusCode() == 503);
        Response refused = call("/api/v1/users/echo", "GET");
        refused.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("SERVICE_UNAVAILABLE"))
                .body("service", equalTo("auth"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 5);
        assertThat(breaker("auth")).isNotEqualTo("0.0");
        call("/api/v1/media/echo", "GET").then().statusCode(200);

        patiently().until(() -> call("/api/v1/users/echo", "GET").statusCode() == 200);
        assertThat(breaker("auth")).isEqualTo("0.0");
    }

    @Test
    void neitherItsOwn503NorStreamsNorClientsThatLeaveAreHeldAgainstAService() throws Exception {
        for (int i = 0; i < 5; i++) {
            call("/api/v1/media/unavailable", "GET").then().statusCode(503);
            leave("/api/v1/media/events", "running");
            leave("/api/v1/media/slow", "running");
        }

        assertThat(breaker("media")).isEqualTo("0.0");
        call("/api/v1/media/echo", "GET").then().statusCode(200);
    }

    @Test
    void onlyAReadIsMadeOnceMore() {
        call("/api/v1/media/hang-up-once", "GET").then().statusCode(200).body("body", equalTo(""));
        call("/api/v1/media/hang-up-once", "HEAD").then().statusCode(200);
        call("/api/v1/media/hang-up-once", "POST").then().statusCode(502);
        given().header("X-Correlation-Id", UUID.randomUUID())
                .header("X-Forwarded-For", random())
                .body("something")
                .get("/api/v1/media/hang-up-once")
                .then()
                .statusCode(502);
        call("/api/v1/media/echo", "GET").then().statusCode(200);
        assertThat(given().get(metrics).asString()).contains("medianest_gateway_retries_total{service=\"media\"}");
    }

    private void leave(String path, String state) throws Exception {
        String id = UUID.randomUUID().toString();
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + random()
                                    + "\r\nX-Correlation-Id: " + id + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            patiently().until(() -> ServiceLog.state(id).equals(state));
        }
        patiently().until(() -> ServiceLog.state(id).equals("closed"));
    }

    private String breaker(String service) {
        String name = "medianest_gateway_breaker{service=\"" + service + "\"} ";
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    /** A key that nobody knew is read when a token first names it. */
    private static synchronized TestTokens publishedTokens() {
        if (published != null) {
            return published;
        }
        TestTokens tokens =
                TestTokens.publish(TestStores.jdbcUrl(), LoginRole.MEDIANEST_OWNER.roleName(), TestStores.password());
        patiently().until(() -> from(random(), "Authorization", bearer(tokens)).statusCode() == 200);
        published = tokens;
        return tokens;
    }

    /** Ten calls must have failed before a service is left alone, and the machine may be busy. */
    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static Response call(String path, String method) {
        return given().header("X-Correlation-Id", UUID.randomUUID())
                .header("X-Forwarded-For", random())
                .request(method, path);
    }

    private static Response from(String address, String... header) {
        var request = given().header("X-Forwarded-For", address);
        return (header.length == 0 ? request : request.header(header[0], header[1])).get(CALL);
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "2001:db8:%x:%x::1".formatted(random.nextInt(0x1_0000), random.nextInt(0x1_0000));
    }

    private static String bearer(TestTokens tokens) {
        return "Bearer " + tokens.of(UUID.randomUUID(), Role.USER);
    }

    private static String heard(Response answer, String name) {
        List<Map<String, String>> headers = answer.path("headers");
        return headers.stream()
                .filter(header -> header.get("name").equalsIgnoreCase(name))
                .map(header -> header.get("value"))
                .reduce((one, other) -> one + " and " + other)
                .orElse("nothing");
    }
}
