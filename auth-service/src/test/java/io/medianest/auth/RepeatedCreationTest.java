package io.medianest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.auth.Household.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RepeatedCreationTest {
    private final String key = UUID.randomUUID().toString();
    private final Map<String, Object> body = body("p" + UUID.randomUUID() + "@example.org");

    @Test
    void aUserThatIsMadeTwiceUnderOneKeyIsMadeOnce() {
        Response first = create(key, body);
        first.then().statusCode(201).header("ETag", equalTo("\"0\""));
        Household.admin()
                .asks()
                .body(Map.of("name", "Another name"))
                .patch("/api/v1/users/" + first.path("id"))
                .then()
                .statusCode(200);

        assertThat(whole(create(key, body))).isEqualTo(whole(first));
        create(UUID.randomUUID().toString(), body).then().statusCode(409).body("code", equalTo("EMAIL_TAKEN"));
        create(key, body("other" + body.get("email")))
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void fiftyAtOnceAreOneUser() {
        Person admin = Household.admin();

        List<Response> answers = Parallel.run(
                50, i -> admin.asks().header("Idempotency-Key", key).body(body).post("/api/v1/users"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(RepeatedCreationTest::whole).distinct()).hasSize(1);
        assertThat(Household.query("select count(*) from auth.users where email = ?", body.get("email")))
                .containsExactly("1");
    }

    @Test
    void thePasswordIsNotStored() {
        create(key, body).then().statusCode(201);

        assertThat(Household.query("select idempotency_keys::text from auth.idempotency_keys where key = ?", key))
                .singleElement()
                .asString()
                .doesNotContain(Household.PASSWORD);
    }

    @Test
    void whatIsNoKeyIsNamed() {
        create("x".repeat(65), body).then().statusCode(400).body("errors[0].field", equalTo("Idempotency-Key"));
    }

    private static Response create(String key, Map<String, Object> body) {
        return Household.admin()
                .asks()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/users");
    }

    private static Map<String, Object> body(String email) {
        return Map.of("email", email, "name", "Somebody", "password", Household.PASSWORD);
    }

    private static String whole(Response answer) {
        return answer.statusCode() + " " + answer.header("Location") + " " + answer.header("ETag") + " "
                + answer.asString();
    }
}
