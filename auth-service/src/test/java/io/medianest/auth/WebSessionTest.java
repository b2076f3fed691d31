package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.auth.Household.Person;
import io.medianest.auth.secondfactor.Authenticator;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in as a browser does: a cookie that the gateway exchanges for tokens, and nothing else. */
@QuarkusTest
class WebSessionTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private Person person;

    @BeforeEach
    void somebody() {
        person = Household.person(Role.USER);
    }

    @Test
    void aBrowserProvesASecondFactorAndAgainWithoutEverSeeingAToken() {
        Authenticator app = new Authenticator(
                person.asks().post("/api/v1/auth/second-factor").path("secret"));
        person.asks()
                .body(Map.of("code", app.code()))
                .post("/api/v1/auth/second-factor/confirm")
                .then()
                .statusCode(200);

        Response asked = signIn();
        asked.then().statusCode(403).body("code", equalTo("SECOND_FACTOR_REQUIRED"));
        String challenge = asked.path("challenge");
        post("/auth/session", Map.of("challenge", challenge)).then().statusCode(400);
        Response signedIn = post("/auth/session", Map.of("challenge", challenge, "code", app.code(1)));
        assertThat(signedIn.<Map<String, Object>>path("$")).containsOnlyKeys("user", "csrfToken");
        Browser browser = Browser.of(signedIn);

        execute("update auth.second_factors set last_step = null where user_id = ?", person.id());
        execute("update auth.devices set authenticated_at = now() - interval '1 hour' where user_id = ?", person.id());
        Exchange.asks(Exchange.token(Exchange.ofCookie(browser.cookie())))
                .delete("/api/v1/auth/second-factor")
                .then()
                .statusCode(403)
                .body("code", equalTo("FRESH_SIGN_IN_REQUIRED"));
        Exchange.asks(browser.token())
                .body(Map.of("code", app.code()))
                .post("/api/v1/auth/fresh-sign-in")
                .then()
                .statusCode(200)
                .body("accessToken", nullValue());
        Exchange.asks(Exchange.token(Exchange.ofCookie(browser.cookie())))
                .delete("/api/v1/auth/second-factor")
                .then()
                .statusCode(204);
    }

    @Test
    void aBrowserGetsACookieAndNoToken() {
        Response answer = signIn();

        answer.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("user.id", equalTo(person.id().toString()))
                .body("csrfToken", notNullValue());
        assertThat(answer.<Map<String, Object>>path("$")).containsOnlyKeys("user", "csrfToken");
        assertThat(answer.header("Set-Cookie"))
                .matches("medianest=[A-Za-z0-9_-]{43}; Path=/; Max-Age=5184000; HttpOnly; SameSite=Lax");
        Browser browser = Browser.of(answer);
        Exchange.asks(browser.token())
                .get("/api/v1/auth/session")
                .then()
                .statusCode(200)
                .body("user.email", equalTo(person.email()))
                .body("csrfToken", equalTo(browser.csrf()));
    }

    @Test
    void overHttpsTheCookieIsTheHostsAlone() {
        String cookie = given().header("X-Forwarded-For", "198.51.100.7")
                .header("X-Forwarded-Proto", "https")
                .contentType("application/json")
                .body(credentials())
                .post("/api/v1/auth/session")
                .then()
                .statusCode(200)
                .extract()
                .header("Set-Cookie");

        assertThat(cookie)
                .matches("__Host-medianest=[A-Za-z0-9_-]{43}; Path=/; Max-Age=5184000; HttpOnly; SameSite=Lax; Secure");
    }

    @Test
    void theTokenSaysWhenSomebodySignedInHoweverOftenItIsExchanged() throws ParseException {
        Browser browser = Browser.of(signIn());
        execute(
                "update auth.devices set authenticated_at = now() - interval '1 hour' where id = ?::uuid",
                claims(browser.token()).getStringClaim("sid"));

        JWTClaimsSet later = claims(Exchange.token(Exchange.ofCookie(browser.cookie())));

        assertThat(later.getStringClaim("sid"))
                .isEqualTo(claims(browser.token()).getStringClaim("sid"));
        assertThat(later.getLongClaim("auth_time"))
                .isBetween(
                        later.getIssueTime().toInstant().minusSeconds(3660).getEpochSecond(),
                        later.getIssueTime().toInstant().minusSeconds(3590).getEpochSecond());
    }

    @Test
    void nothingInTheDatabaseIsTheCookie() {
        Browser browser = Browser.of(signIn());

        assertThat(query("select s::text from auth.sessions s where user_id = ?", person.id()))
                .singleElement()
                .asString()
                .contains("v1:")
                .doesNotContain(browser.cookie());
    }

    @Test
    void itIsADeviceInTheList() {
        Browser browser = Browser.of(given().header("User-Agent", FIREFOX)
                .header("X-Forwarded-For", "198.51.100.3")
                .contentType("application/json")
                .body(credentials())
                .post("/api/v1/auth/session"));

        Exchange.asks(browser.token())
                .get("/api/v1/auth/devices")
                .then()
                .body("items.size()", equalTo(2))
                .body("items.find { it.current }.name", equalTo("Firefox"))
                .body("items.find { it.current }.platform", equalTo("Linux"))
                .body("items.find { it.current }.lastIp", equalTo("198.51.100.7"));
        person.asks().get("/api/v1/auth/devices").then().body("items.find { !it.current }.name", equalTo("Firefox"));
    }

    @Test
    void aDeviceHasNoWebSession() {
        person.asks().get("/api/v1/auth/session").then().statusCode(404);
        person.asks().delete("/api/v1/auth/session").then().statusCode(404);
        given().get("/api/v1/auth/session").then().statusCode(401);
        person.asks().get("/api/v1/auth/me").then().statusCode(200);
    }

    @Test
    void itTakesOneFormExactly() {
        post("/auth/session", Map.of("email", "a@example.org", "password", "x", "pinId", "y"))
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("pinId"));
        post("/auth/session", Map.of()).then().statusCode(400).body("errors.field", hasItems("email", "password"));
        post("/auth/session", Map.of("email", "a@example.org"))
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("password"));
    }

    @Test
    void whoMayNotSignInGetsNoSession() {
        post("/auth/session", Map.of("email", person.email(), "password", "wrong"))
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue());
        execute("update auth.users set status = 'suspended' where id = ?", person.id());
        signIn().then().statusCode(403).body("code", equalTo("ACCOUNT_SUSPENDED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"session\":\"a\",\"apiKey\":\"b\"}", "{}"})
    void anExchangeThatIsNoneIsRefused(String body) {
        Exchange.of(body).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void whatTheGatewayPassesOnReachesNoExchange() {
        Browser browser = Browser.of(signIn());

        given().header("X-Forwarded-For", "198.51.100.7")
                .contentType("application/json")
                .body(Map.of("session", browser.cookie()))
                .post("/internal/token-exchange")
                .then()
                .statusCode(404);
        Exchange.of("{\"session\":\"" + "x".repeat(4_000) + "\"}").then().statusCode(413);
        Exchange.ofCookie("x".repeat(43)).then().statusCode(401);
        Exchange.ofCookie(person.refreshToken()).then().statusCode(401);
    }

    @Test
    void fiftyAtOnceAreOneSession() {
        Browser browser = Browser.of(signIn());

        List<Response> answers = Parallel.run(50, number -> Exchange.ofCookie(browser.cookie()));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    }

    private Response signIn() {
        return post("/auth/session", credentials());
    }

    private Map<String, String> credentials() {
        return Map.of("email", person.email(), "password", PASSWORD);
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
