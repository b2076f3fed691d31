package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.person;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static io.medianest.auth.Household.refresh;
import static io.medianest.auth.Household.signIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordChangeTest {
    private static final String CHANGE = "/api/v1/auth/password";
    private static final String OTHER = "staple battery horse wrong";

    @Test
    void endsEveryOtherSignIn() {
        Person phone = Household.person(Role.USER);
        Person laptop = signIn(phone.email());

        phone.asks().body(body(PASSWORD, OTHER)).post(CHANGE).then().statusCode(204);

        refresh(laptop.refreshToken()).then().statusCode(401);
        await().untilAsserted(() -> laptop.asks().get("/api/v1/auth/me").then().statusCode(401));
        person(refresh(phone.refreshToken()))
                .asks()
                .get("/api/v1/auth/me")
                .then()
                .statusCode(200);
        logIn(phone.email(), PASSWORD).then().statusCode(401);
        logIn(phone.email(), OTHER).then().statusCode(200);
        assertThat(query(
                        "select type from auth.security_events where user_id = ? and type like 'password%'",
                        phone.id()))
                .containsExactly("password-changed");
    }

    @Test
    void needsTheCurrentPassword() {
        Person person = Household.person(Role.USER);

        person.asks()
                .body(body("not the one that it is", OTHER))
                .post(CHANGE)
                .then()
                .statusCode(403)
                .body("code", equalTo("INVALID_CREDENTIALS"));
        given().contentType("application/json")
                .body(body(PASSWORD, OTHER))
                .post(CHANGE)
                .then()
                .statusCode(401);

        logIn(person.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void refusesWhatThePolicyDoesNotTake() {
        Person person = Household.person(Role.USER);

        for (String refused : List.of(PASSWORD, "short", "passwordpassword", "1234567890123456", person.email())) {
            person.asks()
                    .body(body(PASSWORD, refused))
                    .post(CHANGE)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("VALIDATION_FAILED"))
                    .body("errors[0].field", equalTo("newPassword"));
        }
    }

    @Test
    void isPossibleForThoseWhoMust() {
        String email = Household.unsigned(Role.USER, Map.of("requiresPasswordChange", true));
        String token = demand(email);

        for (String closed : List.of("/api/v1/auth/me", "/api/v1/auth/devices", "/api/v1/users")) {
            given().auth().oauth2(token).get(closed).then().statusCode(403);
        }
        changeBy(token, body("not the one that it is", OTHER)).then().statusCode(403);
        changeBy(token, body(PASSWORD, OTHER)).then().statusCode(204);

        changeBy(token, body(OTHER, "yet another good password")).then().statusCode(401);
        person(logIn(email, OTHER)).asks().get("/api/v1/auth/me").then().body("requiresPasswordChange", equalTo(false));
    }

    @Test
    void aDemandIsGoodForOneChange() {
        String email = Household.unsigned(Role.USER, Map.of("requiresPasswordChange", true));
        String token = demand(email);

        List<Integer> statuses = Parallel.run(
                10, number -> changeBy(token, body(PASSWORD, OTHER + number)).statusCode());

        assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
        assertThat(statuses).isSubsetOf(204, 401, 403);
    }

    @Test
    void aDemandEnds() {
        String email = Household.unsigned(Role.USER, Map.of("requiresPasswordChange", true));
        String token = demand(email);
        Household.execute("update auth.verification_tokens set expires = now()");

        changeBy(token, body(PASSWORD, OTHER)).then().statusCode(401);
        changeBy("mnchange_" + "A".repeat(43), body(PASSWORD, OTHER)).then().statusCode(401);
    }

    private static String demand(String email) {
        return logIn(email, PASSWORD)
                .then()
                .statusCode(403)
                .body("code", equalTo("PASSWORD_CHANGE_REQUIRED"))
                .body("changeToken", startsWith("mnchange_"))
                .body("expiresIn", equalTo(900))
                .extract()
                .path("changeToken");
    }

    private static Response changeBy(String token, Map<String, String> body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post(CHANGE);
    }

    private static Map<String, String> body(String current, String next) {
        return Map.of("currentPassword", current, "newPassword", next);
    }

    private static Response logIn(String email, String password) {
        return post("/auth/login", Map.of("email", email, "password", password));
    }
}
