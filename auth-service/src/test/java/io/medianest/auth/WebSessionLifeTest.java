package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a browser stays signed in, and what ends that. */
@QuarkusTest
class WebSessionLifeTest {
    private Person person;

    @BeforeEach
    void somebody() {
        person = Household.person(Role.USER);
    }

    @Test
    void aSignInGivesANewCookieAndEndsTheOldOne() {
        Browser before = Browser.of(signIn());

        Browser after = Browser.of(Exchange.asks(before.token())
                .header("X-Forwarded-For", "198.51.100.7")
                .body(credentials())
                .post("/api/v1/auth/session"));

        assertThat(after.cookie()).isNotEqualTo(before.cookie());
        assertThat(after.csrf()).isNotEqualTo(before.csrf());
        before.awaitRefusal();
        after.isSignedIn();
    }

    @Test
    void aFailedSignInEndsNothing() {
        Browser browser = Browser.of(signIn());

        Exchange.asks(browser.token())
                .header("X-Forwarded-For", "198.51.100.9")
                .body(Map.of("email", person.email(), "password", "wrong"))
                .post("/api/v1/auth/session")
                .then()
                .statusCode(401);

        browser.isSignedIn();
    }

    @Test
    void aSignInWithADevicesTokenEndsNoDevice() {
        person.asks()
                .header("X-Forwarded-For", "198.51.100.8")
                .body(credentials())
                .post("/api/v1/auth/session")
                .then()
                .statusCode(200);

        person.asks().get("/api/v1/auth/me").then().statusCode(200);
    }

    @Test
    void signingOutEndsTheSessionAndForgetsTheCookie() {
        Browser browser = Browser.of(signIn());
        Browser other = Browser.of(signIn());

        Exchange.asks(browser.token())
                .delete("/api/v1/auth/session")
                .then()
                .statusCode(204)
                .header("Set-Cookie", equalTo("medianest=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));

        browser.awaitRefusal();
        other.isSignedIn();
    }

    @Test
    void everyOtherWayToEndASignInEndsItToo() {
        List<Consumer<Browser>> ways = List.of(
                browser -> Exchange.asks(browser.token())
                        .post("/api/v1/auth/logout")
                        .then()
                        .statusCode(204),
                browser -> {
                    String id = Exchange.asks(browser.token())
                            .get("/api/v1/auth/devices")
                            .path("items.find { it.current }.id");
                    person.asks().delete("/api/v1/auth/devices/" + id).then().statusCode(204);
                },
                browser -> person.asks().post("/api/v1/auth/logout-all").then().statusCode(204),
                browser -> Household.admin()
                        .asks()
                        .body(Map.of("status", "suspended"))
                        .patch("/api/v1/users/" + person.id())
                        .then()
                        .statusCode(200));

        for (Consumer<Browser> way : ways) {
            Browser browser = Browser.of(signIn());
            way.accept(browser);
            browser.awaitRefusal();
        }
    }

    @Test
    void aRoleThatChangesIsInTheNextTokenOfTheSameSession() throws ParseException {
        Browser browser = Browser.of(signIn());

        Household.admin()
                .asks()
                .body(Map.of("role", "MODERATOR"))
                .patch("/api/v1/users/" + person.id())
                .then()
                .statusCode(200);

        assertThat(claims(Exchange.token(Exchange.ofCookie(browser.cookie()))).getStringListClaim("roles"))
                .containsExactly("USER", "MODERATOR");
        await().untilAsserted(() ->
                Exchange.asks(browser.token()).get("/api/v1/auth/me").then().statusCode(401));
    }

    @Test
    void useKeepsItAliveUpToItsAbsoluteEnd() {
        Browser browser = Browser.of(signIn());
        String idle = "select round(extract(epoch from expires - now()) / 86400) from auth.sessions where user_id = ?";
        assertThat(query(idle, person.id())).containsExactly("30");

        execute("update auth.sessions set expires = now() + interval '2 days' where user_id = ?", person.id());
        browser.isSignedIn();
        assertThat(query(idle, person.id())).containsExactly("30");

        execute("update auth.devices set expires_at = now() + interval '7 days' where user_id = ?", person.id());
        execute("update auth.sessions set expires = now() + interval '1 day' where user_id = ?", person.id());
        browser.isSignedIn();
        assertThat(query(idle, person.id())).as("no longer than the sign-in").containsExactly("7");
    }

    @Test
    void itEndsByInactivityAndAbsolutely() {
        Browser idle = Browser.of(signIn());
        execute("update auth.sessions set expires = now() where user_id = ?", person.id());
        Exchange.ofCookie(idle.cookie()).then().statusCode(401);

        Browser old = Browser.of(signIn());
        execute("update auth.devices set expires_at = now() where user_id = ?", person.id());
        Exchange.ofCookie(old.cookie()).then().statusCode(401);
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
