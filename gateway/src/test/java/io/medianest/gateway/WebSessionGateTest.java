package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.events.revocation.TokenRevoked;
import io.medianest.gateway.support.Exchanged;
import io.medianest.gateway.support.ServiceLog;
import io.medianest.runtime.security.CsrfTokens;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.token.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnGateway
class WebSessionGateTest {
    private static final String CALL = "/api/v1/media-requests";

    @TestHTTPResource("/")
    URL gateway;

    @Inject
    CsrfTokens csrf;

    private TestTokens tokens;
    private String token;
    private Exchanged cookie;
    private final UUID user = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void somebodyIsSignedIn() {
        tokens = Tokens.get();
        token = tokenOf(session, 0);
        cookie = Exchanged.cookie(token);
    }

    @Test
    void aServiceHearsATokenAndNoCookie() {
        Response answer = browser().get(CALL);

        assertThat(heard(answer, "authorization")).isEqualTo("Bearer " + token);
        assertThat(heard(answer, "cookie")).isNull();
        assertThat(cookie.asked()).isEqualTo(1);
    }

    @Test
    void manyRequestsAreOneExchange() {
        assertThat(IntStream.range(0, 20)
                        .parallel()
                        .map(number -> browser().get(CALL).statusCode()))
                .containsOnly(200);

        assertThat(cookie.asked()).isEqualTo(1);
    }

    @Test
    void aTokenIsGotAnewAfterAFreshSignIn() {
        browser().get(CALL);
        browser()
                .header("Origin", own())
                .header("X-CSRF-Token", csrf.of(session))
                .body("{}")
                .post("/api/v1/auth/fresh-sign-in")
                .then()
                .statusCode(200);
        browser().get(CALL);

        assertThat(cookie.asked()).isEqualTo(2);
    }

    @Test
    void ourOwnPagesMayChangeThings() {
        Response answer = browser()
                .header("Origin", own())
                .header("X-CSRF-Token", csrf.of(session))
                .body("{}")
                .post(CALL);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(heard(answer, "authorization")).isEqualTo("Bearer " + token);
        assertThat(heard(answer, "x-csrf-token")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "https://evil.example",
                "OWN.evil.example",
                "OWN/",
                "OWN OWN",
                "https://localhost",
                "http://localhost",
                "http://127.0.0.1:1",
                "chrome-extension://a",
                "http://a@OWNHOST"
            })
    void othersMayNot(String origin) {
        RequestSpecification request = browser().header("X-CSRF-Token", csrf.of(session));
        String sent =
                origin.replace("OWNHOST", own().substring("http://".length())).replace("OWN", own());
        if (!sent.isEmpty()) {
            request.header("Origin", sent);
        }
        refused(request);
    }

    @Test
    void theTokenOfThisSessionIsNeeded() {
        refused(browser().header("Origin", own()));
        refused(browser().header("Origin", own()).header("X-CSRF-Token", csrf.of(UUID.randomUUID())));
        refused(browser()
                .header("Origin", own())
                .header("X-CSRF-Token", csrf.of(session).substring(1)));
        refused(browser().header("Origin", own()).header("X-CSRF-Token", csrf.of(session) + "A"));
        refused(browser().header("Origin", own()).header("X-CSRF-Token", cookie.secret()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void whateverChangesThingsIsChecked(String method) {
        browser().header("X-Correlation-Id", id).request(method, CALL).then().statusCode(403);

        assertThat(ServiceLog.state(id)).isEqualTo("never seen");
    }

    @Test
    void whatOnlyReadsIsNot() {
        browser().header("Origin", "https://evil.example").get(CALL).then().statusCode(200);
        browser().head(CALL).then().statusCode(200);
        given().header("Cookie", "medianest=" + cookie.secret())
                .header("Accept", "text/event-stream")
                .header("X-Correlation-Id", id)
                .get("/api/v1/media/teapot")
                .then()
                .statusCode(418);
    }

    @Test
    void anEndedSessionIsRefusedAndForgotten() {
        browser().get(CALL).then().statusCode(200);
        cookie.end();
        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(TokenRevoked.ofSession(session, Instant.now().plus(Duration.ofMinutes(6))), 1);
        }

        Awaitility.await().until(() -> browser().get(CALL).statusCode() == 401);
        browser()
                .get(CALL)
                .then()
                .body("code", equalTo("UNAUTHENTICATED"))
                .header("Set-Cookie", equalTo("medianest=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    }

    @Test
    void aSessionThatGoesOnGetsAnotherTokenWhenTheOldOneIsRevoked() {
        browser().get(CALL).then().statusCode(200);
        String next = tokenOf(session, 1);
        cookie.goodFor(next);
        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(TokenRevoked.ofUser(user, 1, Instant.now().plus(Duration.ofMinutes(6))), 1);
        }

        Awaitility.await()
                .until(() -> heard(browser().get(CALL), "authorization").equals("Bearer " + next));
    }

    @Test
    void aCookieThatNobodyKnowsIsRefused() {
        given().header("Cookie", "medianest=" + "x".repeat(43)).get(CALL).then().statusCode(401);
        given().header("Cookie", "medianest=short").get(CALL).then().statusCode(401);
        given().header("Cookie", "medianest=").get(CALL).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "medianest=GOOD; medianest=OTHER",
                "medianest=OTHER; medianest=GOOD",
                "medianest=GOOD;medianest=GOOD",
                "a=b; medianest = GOOD; medianest=x"
            })
    void twoCookiesOfOneNameAreNobodys(String header) {
        given().header("Cookie", header.replace("GOOD", cookie.secret()).replace("OTHER", "y".repeat(43)))
                .header("X-Correlation-Id", id)
                .get(CALL)
                .then()
                .statusCode(401);

        assertThat(ServiceLog.state(id)).isEqualTo("never seen");
        assertThat(cookie.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"__Host-medianest", "Medianest", "medianest2", "xmedianest", "__host-medianest"})
    void cookiesOfOtherNamesAreNotOurs(String name) {
        Response answer = given().header("Cookie", name + "=" + cookie.secret()).get(CALL);

        answer.then().statusCode(200);
        assertThat(heard(answer, "authorization")).isNull();
        assertThat(heard(answer, "cookie")).isNull();
    }

    @Test
    void aBearerTokenGoesBeforeTheCookie() {
        String other = tokens.of(UUID.randomUUID(), Role.USER);
        Response answer =
                browser().header("Authorization", "Bearer " + other).body("{}").post(CALL);

        answer.then().statusCode(200);
        assertThat(heard(answer, "authorization")).isEqualTo("Bearer " + other);
        browser().header("Authorization", "Bearer expired").get(CALL).then().statusCode(401);
        assertThat(cookie.asked()).isZero();
    }

    /** As browsers send it to a proxy that asks for a password of its own. */
    @Test
    void basicAuthorizationDoesNotStandInTheWay() {
        Response answer = browser().header("Authorization", "Basic YTpi").get(CALL);

        assertThat(heard(answer, "authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    void withoutAuthServiceNobodyIsSignedOut() {
        cookie.breakDown();

        browser()
                .get(CALL)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .header("Set-Cookie", nullValue())
                .body("code", equalTo("SERVICE_UNAVAILABLE"));
        cookie.goodFor(token);
        browser().get(CALL).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/v1/auth/login", "POST, /api/v1/auth/token/refresh", "GET, /api/v1/images/x"})
    void publicCallsDoNotLookAtTheCookie(String method, String path) {
        Response answer = browser().request(method, path);

        answer.then().statusCode(200);
        assertThat(heard(answer, "authorization")).isNull();
        assertThat(cookie.asked()).isZero();
    }

    @Test
    void aPasswordIsChangedUnderTheCookieToo() {
        browser().post("/api/v1/auth/password").then().statusCode(403);
        Response answer = browser()
                .header("Origin", own())
                .header("X-CSRF-Token", csrf.of(session))
                .post("/api/v1/auth/password");
        assertThat(heard(answer, "authorization")).isEqualTo("Bearer " + token);
    }

    private RequestSpecification browser() {
        return given().header("Cookie", "theme=dark; medianest=" + cookie.secret());
    }

    private void refused(RequestSpecification request) {
        request.header("X-Correlation-Id", id)
                .body("{}")
                .post(CALL)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .header("Set-Cookie", nullValue())
                .body("code", equalTo("CSRF"))
                .body("detail", not(equalTo("")));
        assertThat(ServiceLog.state(id)).isEqualTo("never seen");
    }

    private String own() {
        return "http://" + gateway.getAuthority();
    }

    private String tokenOf(UUID sid, int version) {
        return tokens.of(
                user, Role.USER, claims -> claims.claim("sid", sid.toString()).claim("ver", version));
    }

    private static String heard(Response answer, String header) {
        return answer.path("headers.find { it.name.toLowerCase() == '" + header + "' }?.value");
    }
}
