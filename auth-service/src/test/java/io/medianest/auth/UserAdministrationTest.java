package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.admin;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.auth.Household.Person;
import io.medianest.events.Topics;
import io.medianest.events.user.UserDeleted;
import io.medianest.events.user.UserRegistered;
import io.medianest.events.user.UserRoleChanged;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserAdministrationTest {
    private static final String USERS = "/api/v1/users";

    @Test
    void makesUsers() {
        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            Response answer = create(Map.of("role", "MODERATOR", "requiresPasswordChange", true));

            answer.then()
                    .statusCode(201)
                    .header("Location", endsWith(USERS + "/" + answer.path("id")))
                    .header("ETag", equalTo("\"0\""))
                    .body("role", equalTo("MODERATOR"))
                    .body("requiresPasswordChange", equalTo(true));
            UUID id = UUID.fromString(answer.path("id"));
            assertThat(users.await(UserRegistered.class, e -> e.userId().equals(id))
                            .role())
                    .isEqualTo("MODERATOR");
        }
    }

    @Test
    void makesUsersOfTheLeastRole() {
        create(Map.of()).then().statusCode(201).body("role", equalTo("USER"));
    }

    @Test
    void anAddressBelongsToOne() {
        Person person = Household.person(Role.USER);

        create(Map.of("email", person.email().toUpperCase(Locale.ROOT)))
                .then()
                .statusCode(409)
                .body("code", equalTo("EMAIL_TAKEN"));

        List<Integer> statuses = Parallel.run(
                10, number -> create(Map.of("email", "same@example.org")).statusCode());
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(9);
    }

    @Test
    void refusesPasswordsMadeOfThePerson() {
        create(Map.of("email", "lovelace-family@example.org", "password", "Lovelace-Family!"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("password"));
    }

    @Test
    void showsOne() {
        Person person = Household.person(Role.USER);

        admin().asks()
                .get(USERS + "/" + person.id())
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("email", equalTo(person.email()));
        admin().asks()
                .get(USERS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        admin().asks().get(USERS + "/me").then().statusCode(404);
    }

    @Test
    void changesNameAndRole() {
        Person person = Household.person(Role.USER);

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            change(person, Map.of("role", "MODERATOR", "name", "Grace"))
                    .then()
                    .statusCode(200)
                    .header("ETag", equalTo("\"1\""))
                    .body("role", equalTo("MODERATOR"))
                    .body("name", equalTo("Grace"));

            UserRoleChanged event =
                    users.await(UserRoleChanged.class, e -> e.userId().equals(person.id()));
            assertThat(event.role()).isEqualTo("MODERATOR");
            assertThat(event.previousRole()).isEqualTo("USER");
        }
        assertThat(query(
                        "select detail->>'from' || ' ' || (detail->>'to') || ' ' || (detail->>'by')"
                                + " from auth.security_events where user_id = ? and type = 'role-changed'",
                        person.id()))
                .containsExactly("USER MODERATOR " + admin().id());
    }

    @Test
    void aNewRoleNeedsANewAccessToken() {
        Person moderator = Household.person(Role.ADMIN);

        change(moderator, Map.of("role", "USER")).then().statusCode(200);

        await().untilAsserted(() -> moderator.asks().get(USERS).then().statusCode(401));
        Household.person(Household.refresh(moderator.refreshToken()))
                .asks()
                .get(USERS)
                .then()
                .statusCode(403);
    }

    @Test
    void demandsAnotherPassword() {
        Person person = Household.person(Role.USER);

        change(person, Map.of("requiresPasswordChange", true)).then().statusCode(200);

        await().untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
        Household.refresh(person.refreshToken()).then().statusCode(401);
        Household.post("/auth/login", Map.of("email", person.email(), "password", PASSWORD))
                .then()
                .statusCode(403)
                .body("code", equalTo("PASSWORD_CHANGE_REQUIRED"));
    }

    @Test
    void whatIsSoAlreadyIsNoChange() {
        Person person = Household.person(Role.USER);

        change(person, Map.of("role", "USER", "status", "active", "requiresPasswordChange", false, "name", "Somebody"))
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""));

        person.asks().get("/api/v1/auth/me").then().statusCode(200);
    }

    @Test
    void changesOnlyTheVersionThatWasSeen() {
        Person person = Household.person(Role.USER);
        String url = USERS + "/" + person.id();
        change(person, Map.of("name", "Grace"));

        admin().asks()
                .header("If-Match", "\"0\"")
                .body(Map.of("role", "ADMIN"))
                .patch(url)
                .then()
                .statusCode(412)
                .body("code", equalTo("STALE_VERSION"));
        admin().asks().header("If-Match", "\"0\"").delete(url).then().statusCode(412);
        admin().asks()
                .header("If-Match", "\"1\"")
                .body(Map.of("role", "ADMIN"))
                .patch(url)
                .then()
                .statusCode(200);
    }

    @Test
    void deletesSoThatTheAddressIsFree() {
        Person person = Household.person(Role.USER);
        String url = USERS + "/" + person.id();

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            admin().asks().delete(url).then().statusCode(204);
            users.await(UserDeleted.class, e -> e.userId().equals(person.id()));
        }

        admin().asks()
                .get(url)
                .then()
                .statusCode(200)
                .body("status", equalTo("deleted"))
                .body("email", startsWith("deleted-"));
        await().untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
        create(Map.of("email", person.email())).then().statusCode(201);
        change(person, Map.of("name", "Ghost")).then().statusCode(409).body("code", equalTo("USER_DELETED"));
        admin().asks().delete(url).then().statusCode(409);
        assertThat(query("select sealed_email from auth.users where id = ?", person.id()))
                .first()
                .asString()
                .isNotBlank()
                .doesNotContain("@");
    }

    @Test
    void endsEverySignInOfAUser() {
        Person person = Household.person(Role.USER);
        String url = USERS + "/" + person.id() + "/logout-all";

        person.asks().post(url).then().statusCode(403);
        given().contentType("application/json").post(url).then().statusCode(401);
        admin().asks()
                .post(USERS + "/" + UUID.randomUUID() + "/logout-all")
                .then()
                .statusCode(404);
        admin().asks().post(url).then().statusCode(204);

        await().untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
        Household.refresh(person.refreshToken()).then().statusCode(401);
        Household.signIn(person.email());
    }

    @Test
    void isForAdminsOnly() {
        Person other = Household.person(Role.USER);
        for (Role role : List.of(Role.USER, Role.MODERATOR)) {
            Person person = Household.person(role);
            for (String path : List.of("", "/" + other.id(), "/" + person.id(), "/" + UUID.randomUUID())) {
                person.asks().get(USERS + path).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
            }
            person.asks().body(body(Map.of())).post(USERS).then().statusCode(403);
            person.asks()
                    .body(Map.of("role", "ADMIN"))
                    .patch(USERS + "/" + person.id())
                    .then()
                    .statusCode(403);
            person.asks().delete(USERS + "/" + other.id()).then().statusCode(403);
        }
        given().get(USERS).then().statusCode(401);
        given().contentType("application/json")
                .body(body(Map.of()))
                .post(USERS)
                .then()
                .statusCode(401);
    }

    private static Response create(Map<String, Object> more) {
        return admin().asks().body(body(more)).post(USERS);
    }

    private static Map<String, Object> body(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(
                Map.of("email", "u" + UUID.randomUUID() + "@example.org", "name", "Somebody", "password", PASSWORD));
        body.putAll(more);
        return body;
    }

    private static Response change(Person person, Map<String, Object> body) {
        return admin().asks().body(body).patch(USERS + "/" + person.id());
    }
}
