package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.postFrom;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.auth.Household.Person;
import io.medianest.auth.secondfactor.Authenticator;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecondFactorTest {
    private static final String FACTOR = "/api/v1/auth/second-factor";

    private record Enrolled(Person person, Authenticator app, List<String> recoveryCodes) {}

    @Test
    void isAskedForAfterThePassword() {
        Enrolled ada = enrolled();

        Response asked = logIn(ada.person().email());
        asked.then()
                .statusCode(403)
                .body("code", equalTo("SECOND_FACTOR_REQUIRED"))
                .body("expiresIn", equalTo(300))
                .body("accessToken", equalTo(null));
        Person signedIn = Household.person(answer(asked, ada.app().code(1)));

        signedIn.asks()
                .get(FACTOR)
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("since", notNullValue())
                .body("recoveryCodesLeft", equalTo(10));
        // A challenge is good for one sign-in, and for nothing else.
        answer(asked, ada.recoveryCodes().getFirst()).then().statusCode(401).body("code", equalTo("INVALID_CHALLENGE"));
        given().auth()
                .oauth2(asked.path("challenge"))
                .get("/api/v1/auth/me")
                .then()
                .statusCode(401);
    }

    @Test
    void eachCodeIsGoodOnce() {
        Enrolled ada = enrolled();
        String code = ada.app().code(1);

        List<Integer> statuses = Parallel.run(
                5, number -> answer(logIn(ada.person().email()), code).statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(4);
    }

    @Test
    void neitherOldNorForeignCodesAreTaken() {
        Enrolled ada = enrolled();
        execute("update auth.second_factors set last_step = null");
        Response asked = logIn(ada.person().email());

        for (String wrong : List.of(ada.app().code(-2), ada.app().code(3), "abcd-efgh-jkmn", "")) {
            answer(asked, wrong).then().statusCode(401).body("code", equalTo("INVALID_CODE"));
        }
        String right = ada.app().code();
        answer(asked, right.substring(0, 3) + " " + right.substring(3)).then().statusCode(200);
    }

    @Test
    void aRecoveryCodeOpensOnce() {
        Enrolled ada = enrolled();
        String code = ada.recoveryCodes().get(3);

        Person signedIn =
                Household.person(answer(logIn(ada.person().email()), code.toUpperCase(java.util.Locale.ROOT)));
        answer(logIn(ada.person().email()), code).then().statusCode(401).body("code", equalTo("INVALID_CODE"));

        signedIn.asks().get(FACTOR).then().body("recoveryCodesLeft", equalTo(9));
        List<String> renewed = signedIn.asks()
                .post(FACTOR + "/recovery-codes")
                .then()
                .statusCode(200)
                .body("recoveryCodes", hasSize(10))
                .extract()
                .path("recoveryCodes");
        answer(logIn(ada.person().email()), ada.recoveryCodes().getFirst())
                .then()
                .statusCode(401);
        answer(logIn(ada.person().email()), renewed.getFirst()).then().statusCode(200);
        assertThat(query("select code_hash from auth.recovery_codes")).allMatch(hash -> hash.startsWith("v1:"));
    }

    @Test
    void aChallengeAllowsFiveTriesAndAnAccountNoMoreEither() {
        Enrolled ada = enrolled();
        Response asked = logIn(ada.person().email());
        for (int i = 0; i < 5; i++) {
            answer(asked, "000000").then().statusCode(401);
        }
        answer(asked, ada.app().code(1)).then().statusCode(429).body("policy", equalTo("second-factor"));
        answer(logIn(ada.person().email()), ada.app().code(1)).then().statusCode(429);

        assertThat(query(
                        "select count(*) from auth.security_events where user_id = ? and type = 'second-factor-failed'",
                        ada.person().id()))
                .containsExactly("5");
    }

    @Test
    void guessesElsewhereDoNotLockTheOwnerOut() {
        String home = "198.19.%d.%d"
                .formatted(
                        ThreadLocalRandom.current().nextInt(256),
                        ThreadLocalRandom.current().nextInt(256));
        Enrolled ada = enrolled();
        Map<String, Object> own =
                Map.of("email", ada.person().email(), "password", PASSWORD, "device", Map.of("name", "Ada's phone"));
        answerFrom(home, postFrom(home, "/auth/login", own), ada.app().code(1))
                .then()
                .statusCode(200);
        Response elsewhere = logIn(ada.person().email());
        for (int i = 0; i < 6; i++) {
            answer(elsewhere, "000000");
        }

        answerFrom(home, postFrom(home, "/auth/login", own), ada.recoveryCodes().getFirst())
                .then()
                .statusCode(200);
    }

    @Test
    void countsOnlyWhenItIsConfirmed() {
        Person person = Household.person(Role.USER);
        Authenticator older = begin(person);
        Authenticator app = begin(person);
        logIn(person.email()).then().statusCode(200);

        confirm(person, older.code()).then().statusCode(403).body("code", equalTo("INVALID_CODE"));
        confirm(person, app.code()).then().statusCode(200);

        person.asks().post(FACTOR).then().statusCode(409).body("code", equalTo("SECOND_FACTOR_EXISTS"));
        confirm(person, app.code(1)).then().statusCode(403);
        logIn(person.email()).then().statusCode(403);
        assertThat(query("select sealed_secret from auth.second_factors where user_id = ?", person.id())
                        .getFirst())
                .startsWith("A");
    }

    @Test
    void canBeRemoved() {
        Enrolled ada = enrolled();

        given().delete(FACTOR).then().statusCode(401);
        ada.person().asks().delete(FACTOR).then().statusCode(204);

        logIn(ada.person().email()).then().statusCode(200);
        ada.person().asks().delete(FACTOR).then().statusCode(409).body("code", equalTo("NO_SECOND_FACTOR"));
        ada.person().asks().post(FACTOR + "/recovery-codes").then().statusCode(409);
        assertThat(query(
                        "select count(*) from auth.recovery_codes where user_id = ?",
                        ada.person().id()))
                .containsExactly("0");
    }

    @Test
    void comesBeforeADemandedChangeOfPassword() {
        Enrolled ada = enrolled();
        execute(
                "update auth.users set requires_password_change = true where id = ?",
                ada.person().id());

        Response asked = logIn(ada.person().email());
        asked.then().statusCode(403).body("code", equalTo("SECOND_FACTOR_REQUIRED"));
        answer(asked, ada.app().code(1))
                .then()
                .statusCode(403)
                .body("code", equalTo("PASSWORD_CHANGE_REQUIRED"))
                .body("changeToken", startsWith("mnchange_"));
    }

    private static Enrolled enrolled() {
        Person person = Household.person(Role.USER);
        Authenticator app = begin(person);
        List<String> codes = confirm(person, app.code())
                .then()
                .statusCode(200)
                .body("recoveryCodes", hasSize(10))
                .extract()
                .path("recoveryCodes");
        return new Enrolled(person, app, codes);
    }

    private static Authenticator begin(Person person) {
        Response begun = person.asks().post(FACTOR);
        begun.then().statusCode(200).body("otpauthUri", startsWith("otpauth://totp/MediaNest:"));
        return new Authenticator(begun.path("secret"));
    }

    private static Response confirm(Person person, String code) {
        return person.asks().body(Map.of("code", code)).post(FACTOR + "/confirm");
    }

    private static Response logIn(String email) {
        return post("/auth/login", Map.of("email", email, "password", PASSWORD));
    }

    private static Response answer(Response asked, String code) {
        return post("/auth/login/second-factor", Map.of("challenge", asked.path("challenge"), "code", code));
    }

    private static Response answerFrom(String address, Response asked, String code) {
        return postFrom(
                address, "/auth/login/second-factor", Map.of("challenge", asked.path("challenge"), "code", code));
    }
}
