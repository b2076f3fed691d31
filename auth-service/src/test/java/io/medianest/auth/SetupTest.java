package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.events.Topics;
import io.medianest.events.user.UserRegistered;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SetupTest {

    @BeforeEach
    void nobodyIsThere() throws IOException {
        Household.reset();
        Files.writeString(Household.SETUP_TOKEN_FILE, Household.setupToken());
    }

    @AfterAll
    static void leaveNobody() {
        Household.reset();
    }

    @Test
    void makesTheFirstAdmin() {
        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            Response answer = setUp(Map.of());

            answer.then()
                    .statusCode(201)
                    .body("email", equalTo("ada@example.org"))
                    .body("name", equalTo("Ada"))
                    .body("role", equalTo("ADMIN"))
                    .body("status", equalTo("active"))
                    .body("emailVerified", equalTo(true))
                    .body("requiresPasswordChange", equalTo(false))
                    .body("lastLoginAt", nullValue())
                    .header("Location", endsWith("/api/v1/users/" + answer.path("id")));
            String id = answer.path("id");
            UserRegistered event =
                    users.await(UserRegistered.class, e -> e.userId().toString().equals(id));
            assertThat(event.role()).isEqualTo("ADMIN");
            assertThat(event.provider()).isEqualTo("local");
            assertThat(query("select provider from auth.accounts where user_id = ?::uuid", id))
                    .containsExactly("local");
            assertThat(query("select type from auth.security_events where user_id = ?::uuid", id))
                    .containsExactly("setup-completed");
        }
        assertThat(Household.SETUP_TOKEN_FILE).doesNotExist();
    }

    @Test
    void letsExactlyOneOfManyWin() {
        List<Response> answers = Parallel.run(50, number -> setUp(Map.of("email", "ada" + number + "@example.org")));

        List<Integer> statuses = answers.stream().map(Response::statusCode).toList();
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(49);
        assertThat(query("select count(*) from auth.users")).containsExactly("1");
    }

    @Test
    void happensOnce() {
        setUp(Map.of()).then().statusCode(201);

        setUp(Map.of("email", "eve@example.org")).then().statusCode(409).body("code", equalTo("ALREADY_SET_UP"));
        setUp(Map.of("setupToken", "x".repeat(43))).then().statusCode(409).body("code", equalTo("ALREADY_SET_UP"));
    }

    @Test
    void needsTheToken() {
        setUp(Map.of("setupToken", "x".repeat(43))).then().statusCode(403).body("code", equalTo("INVALID_SETUP_TOKEN"));

        assertThat(query("select count(*) from auth.users")).containsExactly("0");
        assertThat(query("select type from auth.security_events order by created_at desc limit 1"))
                .containsExactly("setup-refused");
    }

    @Test
    void aRefusedPasswordLeavesTheTokenGood() {
        setUp(Map.of("password", "too short"))
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors[0].field", equalTo("password"));

        setUp(Map.of()).then().statusCode(201);
    }

    private static Response setUp(Map<String, Object> changed) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "setupToken", Household.setupToken(), "email", "ada@example.org", "name", "Ada", "password", PASSWORD));
        body.putAll(changed);
        return post("/auth/setup", body);
    }
}
