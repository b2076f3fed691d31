package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.admin;
import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.auth.Household.Person;
import io.medianest.events.Topics;
import io.medianest.events.user.UserDeleted;
import io.medianest.events.user.UserPurged;
import io.medianest.events.user.UserReactivated;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the deletion of a user to the last trace of it. */
@QuarkusTest
class DeletedUserTest {

    @BeforeEach
    void arrange() {
        Household.reset();
        admin();
    }

    @Test
    void anAdminRestores() {
        Person person = Household.person(Role.MODERATOR);
        delete(person).then().statusCode(204);

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            change(person, Map.of("status", "active", "name", "Returned"))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("active"))
                    .body("email", equalTo(person.email()))
                    .body("name", equalTo("Returned"))
                    .body("role", equalTo("MODERATOR"));
            users.await(UserReactivated.class, e -> e.userId().equals(person.id()));
        }

        Household.signIn(person.email()).asks().get("/api/v1/auth/me").then().statusCode(200);
        assertThat(query(
                        "select coalesce(sealed_email, sealed_email_hash, deleted_at::text) from auth.users where id = ?",
                        person.id()))
                .containsOnlyNulls();
        assertThat(query("select type from auth.security_events where user_id = ? and type = 'restored'", person.id()))
                .hasSize(1);
    }

    @Test
    void nobodyReturnsToAnAddressThatSomebodyElseHas() {
        Person person = Household.person(Role.USER);
        delete(person).then().statusCode(204);
        Map<String, Object> successor =
                Map.of("email", person.email(), "name", "Successor", "password", "another long password here");
        admin().asks().body(successor).post("/api/v1/users").then().statusCode(201);

        change(person, Map.of("status", "active")).then().statusCode(409).body("code", equalTo("EMAIL_TAKEN"));

        post("/auth/login", Map.of("email", person.email(), "password", "another long password here"))
                .then()
                .statusCode(200);
        post("/auth/login", Map.of("email", person.email(), "password", PASSWORD))
                .then()
                .statusCode(401);
    }

    @Test
    void onlyRestoringChangesADeletedUser() {
        Person person = Household.person(Role.USER);
        delete(person).then().statusCode(204);

        change(person, Map.of("role", "ADMIN")).then().statusCode(409).body("code", equalTo("USER_DELETED"));
        change(person, Map.of("status", "suspended")).then().statusCode(409);
        delete(person).then().statusCode(409);
    }

    @Test
    void everythingGoesAfterTheGracePeriod() {
        Person gone = Household.person(Role.USER);
        Person waits = Household.person(Role.USER);
        delete(gone).then().statusCode(204);
        delete(waits).then().statusCode(204);
        execute("update auth.users set deleted_at = now() - interval '31 days' where id = ?", gone.id());
        execute(
                "insert into media.media_requests (user_id, title, media_type) values (?, 'Kept without a name', 'movie')",
                gone.id());

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            assertThat(JobRuns.run("purge-users")).isEqualTo("1 purged");
            users.await(UserPurged.class, e -> e.userId().equals(gone.id()));
        }

        assertThat(query("select id::text from auth.users where status = 'deleted'"))
                .containsExactly(waits.id().toString());
        assertThat(query("select user_id::text from media.media_requests where title = 'Kept without a name'"))
                .containsOnlyNulls();
        assertThat(query("select count(*) from auth.devices where user_id = ?", gone.id()))
                .containsExactly("0");
        admin().asks().get("/api/v1/users/" + gone.id()).then().statusCode(404);
        execute("delete from media.media_requests where title = 'Kept without a name'");
    }

    @Test
    void peopleLeaveOfTheirOwnAccord() {
        Person person = Household.person(Role.USER);

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            person.asks().delete("/api/v1/auth/me").then().statusCode(204);
            users.await(UserDeleted.class, e -> e.userId().equals(person.id()));
        }

        await().untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
        Household.refresh(person.refreshToken()).then().statusCode(401);
        post("/auth/login", Map.of("email", person.email(), "password", PASSWORD))
                .then()
                .statusCode(403)
                .body("code", equalTo("ACCOUNT_DELETED"));
        given().delete("/api/v1/auth/me").then().statusCode(401);
    }

    @Test
    void theLastAdminStays() {
        admin().asks().delete("/api/v1/auth/me").then().statusCode(409).body("code", equalTo("LAST_ADMIN"));

        Person second = Household.person(Role.ADMIN);
        List<Response> answers = Parallel.run(
                2, number -> (number == 0 ? admin() : second).asks().delete("/api/v1/auth/me"));

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(204, 409);
        assertThat(query("select count(*) from auth.users where role = 'ADMIN' and status = 'active'"))
                .containsExactly("1");
        Household.reset();
    }

    private static Response delete(Person person) {
        return admin().asks().delete("/api/v1/users/" + person.id());
    }

    private static Response change(Person person, Map<String, Object> body) {
        return admin().asks().body(body).patch("/api/v1/users/" + person.id());
    }
}
