package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.person;
import static io.medianest.auth.Household.query;
import static io.medianest.auth.Household.refresh;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.auth.Household.Person;
import io.medianest.auth.secondfactor.Authenticator;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FreshSignInTest {
    private static final String AGAIN = "/api/v1/auth/fresh-sign-in";
    private static final String OTHER = "staple battery horse wrong";

    @Test
    void sensitiveChangesAskForIt() {
        Person person = stale(Household.person(Role.USER));

        for (Response refused : List.of(
                person.asks()
                        .body(Map.of("currentPassword", PASSWORD, "newPassword", OTHER))
                        .post("/api/v1/auth/password"),
                person.asks()
                        .body(Map.of("email", "n" + UUID.randomUUID() + "@example.org"))
                        .patch("/api/v1/auth/me"),
                person.asks().post("/api/v1/auth/second-factor"),
                person.asks().body(Map.of("code", "123456")).post("/api/v1/auth/second-factor/confirm"),
                person.asks().post("/api/v1/auth/second-factor/recovery-codes"),
                person.asks().delete("/api/v1/auth/second-factor"))) {
            refused.then().statusCode(403).body("code", equalTo("FRESH_SIGN_IN_REQUIRED"));
        }
        person.asks()
                .body(Map.of("name", "Stale"))
                .patch("/api/v1/auth/me")
                .then()
                .statusCode(200);
    }

    @Test
    void aPasswordMakesTheSignInFresh() {
        Person person = stale(Household.person(Role.USER));

        again(person, Map.of("password", "not the one that it is"))
                .then()
                .statusCode(403)
                .body("code", equalTo("INVALID_CREDENTIALS"));
        Response fresh = again(person, Map.of("password", PASSWORD));
        fresh.then()
                .statusCode(200)
                .body("tokenType", equalTo("Bearer"))
                .body("expiresIn", equalTo(300))
                .body("refreshToken", nullValue());

        beginSecondFactor(fresh.path("accessToken")).then().statusCode(200);
        // The next tokens of the device say so too; the one before does not.
        beginSecondFactor(person.accessToken()).then().statusCode(403);
        beginSecondFactor(person(refresh(person.refreshToken())).accessToken())
                .then()
                .statusCode(200);
        assertThat(query(
                        "select count(*) from auth.security_events where user_id = ? and type = 'signed-in-again'",
                        person.id()))
                .containsExactly("1");
    }

    @Test
    void whoHasASecondFactorProvesByIt() {
        Person person = Household.person(Role.USER);
        again(person, Map.of("code", "123456")).then().statusCode(403).body("code", equalTo("INVALID_CODE"));
        Authenticator app = new Authenticator(
                person.asks().post("/api/v1/auth/second-factor").path("secret"));
        person.asks()
                .body(Map.of("code", app.code()))
                .post("/api/v1/auth/second-factor/confirm")
                .then()
                .statusCode(200);
        Person stale = stale(person);

        again(stale, Map.of("password", PASSWORD))
                .then()
                .statusCode(403)
                .body("code", equalTo("SECOND_FACTOR_REQUIRED"));
        String token = again(stale, Map.of("code", app.code(1)))
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");

        given().auth().oauth2(token).delete("/api/v1/auth/second-factor").then().statusCode(204);
    }

    @Test
    void guessesAreLimitedForEachSession() {
        Person thief = Household.person(Role.USER);
        Person owner = Household.signIn(thief.email());
        for (int i = 0; i < 5; i++) {
            again(thief, Map.of("password", "not the one that it is")).then().statusCode(403);
        }

        again(thief, Map.of("password", PASSWORD)).then().statusCode(429).body("policy", equalTo("fresh-sign-in"));
        again(owner, Map.of("password", PASSWORD)).then().statusCode(200);
    }

    @Test
    void asksForOneProofOfSomebodySignedIn() {
        Person person = Household.person(Role.USER);

        for (Map<String, String> body : List.of(Map.<String, String>of(), Map.of("password", PASSWORD, "code", "1"))) {
            again(person, body).then().statusCode(400).body("code", equalTo("VALIDATION_FAILED"));
        }
        given().contentType("application/json")
                .body(Map.of("password", PASSWORD))
                .post(AGAIN)
                .then()
                .statusCode(401);
    }

    @Test
    void anAdminTakesALostSecondFactorAway() {
        Person person = Household.person(Role.USER);
        Authenticator app = new Authenticator(
                person.asks().post("/api/v1/auth/second-factor").path("secret"));
        person.asks().body(Map.of("code", app.code())).post("/api/v1/auth/second-factor/confirm");
        // Eight characters are enough beside it, and too few alone.
        person.asks()
                .body(Map.of("currentPassword", PASSWORD, "newPassword", "kzq7 vwx"))
                .post("/api/v1/auth/password")
                .then()
                .statusCode(204);
        Person again = person(refresh(person.refreshToken()));
        again.asks()
                .delete("/api/v1/auth/second-factor")
                .then()
                .statusCode(409)
                .body("code", equalTo("PASSWORD_TOO_SHORT_ALONE"));

        String path = "/api/v1/users/" + person.id() + "/second-factor";
        given().delete(path).then().statusCode(401);
        again.asks().delete(path).then().statusCode(403);
        Household.admin().asks().delete(path).then().statusCode(204);
        Household.admin().asks().delete(path).then().statusCode(404);

        Household.post("/auth/login", Map.of("email", person.email(), "password", "kzq7 vwx"))
                .then()
                .statusCode(403)
                .body("code", equalTo("PASSWORD_CHANGE_REQUIRED"));
    }

    /** The same person an hour later. */
    private static Person stale(Person person) {
        execute("update auth.devices set authenticated_at = now() - interval '1 hour' where user_id = ?", person.id());
        return person(refresh(person.refreshToken()));
    }

    private static Response again(Person person, Map<String, String> body) {
        return person.asks().body(body).post(AGAIN);
    }

    private static Response beginSecondFactor(String token) {
        return given().auth().oauth2(token).contentType("application/json").post("/api/v1/auth/second-factor");
    }
}
