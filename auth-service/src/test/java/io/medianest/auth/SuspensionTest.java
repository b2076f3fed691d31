package io.medianest.auth;

import static io.medianest.auth.Household.admin;
import static io.medianest.auth.Household.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.auth.Household.Person;
import io.medianest.events.Topics;
import io.medianest.events.revocation.TokenRevoked;
import io.medianest.events.user.UserReactivated;
import io.medianest.events.user.UserSuspended;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuspensionTest {

    @Test
    void endsEverythingInOneTransaction() {
        Person person = Household.person(Role.USER);

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS);
                KafkaProbe revocations = KafkaProbe.on(Topics.REVOCATIONS)) {
            set(person, "suspended").then().statusCode(200).body("status", equalTo("suspended"));

            ReceivedEvent suspended =
                    users.awaitReceived(UserSuspended.class, e -> e.userId().equals(person.id()));
            assertThat(suspended.sequence()).isEqualTo(1);
            TokenRevoked revoked =
                    revocations.await(TokenRevoked.class, e -> person.id().equals(e.uid()));
            assertThat(revoked.ver()).isEqualTo(1);
            assertThat(revoked.until()).isAfter(Instant.now().plus(Duration.ofMinutes(4)));
        }
        assertThat(query(
                        "select version from auth.active_revocations where kind = 'user' and subject_id = ?",
                        person.id()))
                .containsExactly("1");
        assertThat(query("select count(*) from auth.devices where user_id = ? and revoked_at is null", person.id()))
                .containsExactly("0");
        assertThat(query(
                        "select count(*) from auth.session_tokens where user_id = ? and revoked_at is null",
                        person.id()))
                .containsExactly("0");
        assertThat(query(
                        "select detail->>'by' from auth.security_events where user_id = ? and type = 'suspended'",
                        person.id()))
                .containsExactly(admin().id().toString());
    }

    @Test
    void isFeltWithinASecond() {
        Person person = Household.person(Role.USER);
        set(person, "suspended");

        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
        Household.refresh(person.refreshToken()).then().statusCode(401);
    }

    @Test
    void endsWithReactivation() {
        Person person = Household.person(Role.USER);
        set(person, "suspended").then().statusCode(200);

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            set(person, "active").then().statusCode(200).body("status", equalTo("active"));
            users.await(UserReactivated.class, e -> e.userId().equals(person.id()));
        }

        Household.refresh(person.refreshToken()).then().statusCode(401);
        Household.signIn(person.email()).asks().get("/api/v1/auth/me").then().statusCode(200);
    }

    @Test
    void nobodySlipsInWhileBeingSuspended() {
        for (int round = 0; round < 5; round++) {
            Person person = Household.person(Role.USER);

            List<Response> answers = Parallel.run(
                    8,
                    number -> number == 3
                            ? set(person, "suspended")
                            : number % 2 == 0
                                    ? Household.refresh(person.refreshToken())
                                    : Household.post(
                                            "/auth/login",
                                            Map.of("email", person.email(), "password", Household.PASSWORD)));

            answers.stream()
                    .filter(answer -> answer.statusCode() == 200 && answer.path("refreshToken") != null)
                    .forEach(answer -> Household.refresh(answer.path("refreshToken"))
                            .then()
                            .statusCode(401));
            assertThat(query("select count(*) from auth.devices where user_id = ? and revoked_at is null", person.id()))
                    .containsExactly("0");
        }
    }

    private static Response set(Person person, String status) {
        return admin().asks().body(Map.of("status", status)).patch("/api/v1/users/" + person.id());
    }
}
