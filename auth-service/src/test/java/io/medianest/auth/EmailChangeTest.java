package io.medianest.auth;

import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.auth.Household.Person;
import io.medianest.events.Topics;
import io.medianest.events.user.UserUpdated;
import io.medianest.runtime.security.Role;
import io.medianest.testing.mail.Mailbox;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmailChangeTest {
    private static final String ME = "/api/v1/auth/me";
    private static final String CONFIRM = "Confirm your address";

    @Test
    void waitsForAnAnswerFromTheNewAddress() {
        Person person = verified();
        String next = address();

        propose(person, next)
                .then()
                .statusCode(200)
                .body("email", equalTo(person.email()))
                .body("emailVerified", equalTo(true))
                .body("pendingEmail", equalTo(next));
        assertThat(Household.signIn(person.email()).email()).isEqualTo(person.email());
        String token = Mailbox.of(next).await(CONFIRM).token();

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            verify(token).then().statusCode(204);
            UserUpdated event = users.await(UserUpdated.class, e -> e.userId().equals(person.id()));
            assertThat(event.fields()).containsExactly("email");
        }

        person.asks()
                .get(ME)
                .then()
                .body("email", equalTo(next))
                .body("emailVerified", equalTo(true))
                .body("pendingEmail", nullValue());
        Household.signIn(next);
        verify(token).then().statusCode(400).body("code", equalTo("INVALID_TOKEN"));
        assertThat(Mailbox.of(person.email()).await("Your address was changed").text())
                .contains("/not-me#token=");
    }

    @Test
    void anAnswerIsForTheAddressThatItWasSentTo() {
        Person person = verified();
        String first = address();
        String second = address();
        propose(person, first).then().statusCode(200);
        String older = Mailbox.of(first).await(CONFIRM).token();
        propose(person, second).then().statusCode(200).body("pendingEmail", equalTo(second));
        String newer = Mailbox.of(second).await(CONFIRM).token();

        verify(older).then().statusCode(400);
        propose(person, person.email()).then().statusCode(200).body("pendingEmail", nullValue());
        verify(newer).then().statusCode(400);

        person.asks().get(ME).then().body("email", equalTo(person.email()));
    }

    @Test
    void ofTwoWhoWantTheSameAddressOneGetsIt() {
        String wanted = address();
        List<Person> both = List.of(verified(), verified());
        both.forEach(person -> propose(person, wanted).then().statusCode(200));
        List<String> tokens =
                Mailbox.of(wanted).await(2).stream().map(Mailbox.Arrived::token).toList();

        List<Integer> statuses =
                Parallel.run(2, number -> verify(tokens.get(number)).statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(204, 409);
        assertThat(query("select count(*) from auth.users where email = ?", wanted))
                .containsExactly("1");
        propose(verified(), wanted).then().statusCode(409).body("code", equalTo("EMAIL_TAKEN"));
    }

    @Test
    void confirmsTheAddressThatAnAdminTyped() {
        Person person = Household.person(Role.USER);
        person.asks().get(ME).then().body("emailVerified", equalTo(false));

        person.asks().post("/api/v1/auth/email/verification").then().statusCode(202);
        verify(Mailbox.of(person.email()).await(CONFIRM).token()).then().statusCode(204);

        person.asks().get(ME).then().body("emailVerified", equalTo(true));
        person.asks().post("/api/v1/auth/email/verification").then().statusCode(202);
        given().post("/api/v1/auth/email/verification").then().statusCode(401);
        assertThat(query("select count(*) from auth.mail_outbox where user_id = ?", person.id()))
                .containsExactly("0");
    }

    @Test
    void doesNotFillAStrangersMailbox() {
        Person person = verified();
        for (int i = 0; i < 5; i++) {
            propose(person, address()).then().statusCode(200);
        }
        propose(person, address()).then().statusCode(429).body("policy", equalTo("email-verification"));
        // What is no new address needs no mail.
        person.asks()
                .body(Map.of("email", person.email(), "name", "Same"))
                .patch(ME)
                .then()
                .statusCode(200);
    }

    private static Person verified() {
        return Household.signIn(Household.unsigned(Role.USER, Map.of("emailVerified", true)));
    }

    private static Response propose(Person person, String email) {
        return person.asks().body(Map.of("email", email)).patch(ME);
    }

    private static Response verify(String token) {
        return post("/auth/email/verify", Map.of("token", token));
    }

    private static String address() {
        return "n" + UUID.randomUUID() + "@example.org";
    }
}
