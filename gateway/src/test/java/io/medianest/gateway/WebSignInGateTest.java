package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.gateway.support.Exchanged;
import io.medianest.gateway.support.RawHttp;
import io.medianest.gateway.support.ServiceLog;
import io.medianest.runtime.security.CsrfTokens;
import io.medianest.runtime.security.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in in a browser, the cookies that pass then, API keys, and the exchange that nobody reaches. */
@QuarkusTest
@OnGateway
class WebSignInGateTest {
    private static final String SIGN_IN = "/api/v1/auth/session";
    private static final String CALL = "/api/v1/media-requests";

    @TestHTTPResource("/")
    URL gateway;

    @Inject
    CsrfTokens csrf;

    private final String id = UUID.randomUUID().toString();
    private String token;

    @BeforeEach
    void theKeyIsKnown() {
        token = Tokens.get().of(UUID.randomUUID(), Role.USER);
    }

    @Test
    void onlyTheSessionsCallsSetItsCookie() {
        assertThat(given().header("Origin", own()).post(SIGN_IN).headers().getValues("Set-Cookie"))
                .containsExactly("medianest=new; Path=/; HttpOnly", "medianest-plex-pin=pin; Path=/; HttpOnly");
        assertThat(given().post("/api/v1/auth/plex/pins/abc/complete").headers().getValues("Set-Cookie"))
                .containsExactly("medianest-plex-pin=pin; Path=/; HttpOnly");
        for (String path : new String[] {"/api/v1/auth/cookies", "/api/v1/media/cookies", "/api/v1/media/session"}) {
            assertThat(given().post(path).headers().getValues("Set-Cookie"))
                    .as(path)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "https://evil.example", "http://localhost:1"})
    void noOtherSiteSignsAnybodyIn(String origin) {
        var request = given().header("X-Correlation-Id", id);
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        request.post(SIGN_IN).then().statusCode(403).body("code", equalTo("CSRF"));
    }

    @Test
    void theSessionBeforeIsToldAndNoneIsNeeded() {
        Exchanged cookie = Exchanged.cookie(token);
        assertThat(heard(signIn("medianest=" + cookie.secret()), "authorization"))
                .isEqualTo("Bearer " + token);

        cookie.end();
        for (String old :
                new String[] {"medianest=" + "x".repeat(43), "medianest=made-up", "medianest=a; medianest=b", "other=1"
                }) {
            Response answer = signIn(old);
            answer.then().statusCode(200);
            assertThat(heard(answer, "authorization")).isNull();
            assertThat(heard(answer, "cookie")).isNull();
        }
    }

    @Test
    void aTokenOfSomebodyElseIsNotMixedIn() {
        Exchanged cookie = Exchanged.cookie(token);
        Response answer = given().header("Origin", own())
                .header("Cookie", "medianest=" + cookie.secret())
                .header("Authorization", "Bearer other")
                .post(SIGN_IN);

        assertThat(heard(answer, "authorization")).isEqualTo("Bearer other");
        assertThat(cookie.asked()).isZero();
    }

    @Test
    void overAPlainNetworkNoSessionBegins() {
        String answer = RawHttp.exchange(
                gateway,
                "POST " + SIGN_IN + " HTTP/1.1\r\nHost: nas.local:8080\r\nOrigin: http://nas.local:8080\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 403 ")
                .contains("HTTPS_REQUIRED")
                .contains("medianest.public-url");
    }

    @Test
    void overAPlainNetworkNoCookieCounts() {
        Exchanged cookie = Exchanged.cookie(token);
        RawHttp.exchange(
                gateway,
                "GET " + CALL + " HTTP/1.1\r\nHost: nas.local\r\nCookie: medianest=" + cookie.secret()
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(cookie.asked()).isZero();
    }

    @Test
    void aPinIsStartedBySomebodyOrNobody() {
        UUID session = UUID.randomUUID();
        Exchanged cookie = Exchanged.cookie(
                Tokens.get().of(UUID.randomUUID(), Role.USER, claims -> claims.claim("sid", session.toString())));
        String start = "/api/v1/auth/plex/pins";

        given().header("Cookie", "medianest=" + cookie.secret())
                .post(start)
                .then()
                .statusCode(403);
        Response somebody = given().header("Cookie", "medianest=" + cookie.secret())
                .header("Origin", own())
                .header("X-CSRF-Token", csrf.of(session))
                .post(start);
        assertThat(heard(somebody, "authorization")).startsWith("Bearer ey");
        Response nobody =
                given().header("Cookie", "medianest=" + "x".repeat(43)).post(start);
        nobody.then().statusCode(200).header("Set-Cookie", nullValue());
        assertThat(heard(nobody, "authorization")).isNull();
    }

    @Test
    void thePinsCookieGoesByEitherNameButNeverTwice() {
        String path = "/api/v1/auth/plex/pins/abc/complete";
        Response secure = given().header("Cookie", "__Host-medianest-plex-pin=q; medianest=x")
                .post(path);
        assertThat(heard(secure, "cookie")).isEqualTo("__Host-medianest-plex-pin=q");
        Response twice = given().header("Cookie", "medianest-plex-pin=q; medianest-plex-pin=r")
                .post(path);
        assertThat(heard(twice, "cookie")).isNull();
    }

    @Test
    void thePinsCookieGoesWhereItIsNeeded() {
        assertThat(heard(withPin("/api/v1/auth/plex/pins/abc/complete"), "cookie"))
                .isEqualTo("medianest-plex-pin=p");
        assertThat(heard(withPin("/api/v1/auth/plex/pins"), "cookie")).isEqualTo("medianest-plex-pin=p");
        assertThat(heard(withPin(SIGN_IN), "cookie")).isEqualTo("medianest-plex-pin=p");
        assertThat(heard(withPin("/api/v1/media/echo"), "cookie")).isNull();
        assertThat(heard(withPin("/api/v1/auth/login"), "cookie")).isNull();
    }

    @Test
    void anApiKeyIsExchangedAndNeedsNoOrigin() {
        Exchanged key = Exchanged.key(token);

        for (int i = 0; i < 3; i++) {
            Response answer = withKey(key.secret()).body("{}").post(CALL);
            answer.then().statusCode(200);
            assertThat(heard(answer, "authorization")).isEqualTo("Bearer " + token);
        }
        assertThat(key.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mn_", "mn_short", "mn_unknownunknownunknownunknownunknownunknow_w"})
    void anApiKeyThatNobodyKnowsIsRefused(String key) {
        withKey(key).header("X-Correlation-Id", id).get(CALL).then().statusCode(401);

        assertThat(ServiceLog.state(id)).isEqualTo("never seen");
    }

    @ParameterizedTest
    @CsvSource({"?key=KEY", "?access_token=KEY&x=1", "?KEY", "?x=1&api_key=KEY"})
    void anApiKeyInTheAddressIsRefused(String query) {
        Exchanged key = Exchanged.key(token);
        String address = CALL + query.replace("KEY", key.secret());

        for (var request : new RequestSpecification[] {given(), withKey(key.secret())}) {
            request.header("X-Correlation-Id", id)
                    .get(address)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("CREDENTIALS_IN_URL"))
                    .body("detail", containsString("Authorization: Bearer"));
        }
        assertThat(ServiceLog.state(id)).isEqualTo("never seen");
        assertThat(key.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/token-exchange",
                "//internal/token-exchange",
                "/./internal/token-exchange",
                "/api/../internal/token-exchange",
                "/api/v1/../../internal/token-exchange",
                "/api/v1/auth/../../../internal/token-exchange",
                "/api/v1/auth/%2e%2e/%2e%2e/%2e%2e/internal/token-exchange",
                "/api/v1/auth/..%2f..%2f..%2finternal/token-exchange",
                "/api/v1/auth/..;/..;/..;/internal/token-exchange",
                "/api/v1/auth\\..\\..\\..\\internal\\token-exchange",
                "/api/v1/internal/token-exchange",
                "/api/v1/auth/internal/token-exchange",
                "/INTERNAL/token-exchange",
                "/%69nternal/token-exchange",
                "http://auth/internal/token-exchange"
            })
    void theExchangeIsReachedByNoAddress(String target) {
        Exchanged cookie = Exchanged.cookie(token);
        String body = "{\"session\":\"" + cookie.secret() + "\"}";

        RawHttp.exchange(
                gateway,
                "POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\nConnection: close\r\n\r\n" + body);

        assertThat(cookie.asked()).isZero();
    }

    private Response signIn(String cookies) {
        return given().header("Origin", own()).header("Cookie", cookies).post(SIGN_IN);
    }

    private Response withPin(String path) {
        return given().header("Origin", own())
                .header("Cookie", "a=b; medianest-plex-pin=p")
                .post(path);
    }

    private static RequestSpecification withKey(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    private String own() {
        return "http://" + gateway.getAuthority();
    }

    private static String heard(Response answer, String header) {
        return answer.path("headers.find { it.name.toLowerCase() == '" + header + "' }?.value");
    }
}
