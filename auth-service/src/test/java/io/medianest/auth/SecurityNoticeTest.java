package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.postFrom;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.medianest.testing.mail.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecurityNoticeTest {
    private static final String EVENTS = "/api/v1/auth/security-events";

    @Test
    void whoWasNotItThrowsEverybodyOut() {
        Person owner = verified();
        Person thief = signInOn("thief's phone", owner.email());
        Mailbox.Arrived notice = Mailbox.of(owner.email()).await("New sign-in");
        assertThat(notice.text()).contains("198.18.", "/not-me#token=" + notice.token());

        given().queryParam("token", notice.token())
                .get("/api/v1/auth/not-me")
                .then()
                .statusCode(405);
        thief.asks().get("/api/v1/auth/me").then().statusCode(200);
        notMe(notice.token()).then().statusCode(204);

        Awaitility.await()
                .untilAsserted(() -> thief.asks().get("/api/v1/auth/me").then().statusCode(401));
        Household.refresh(thief.refreshToken()).then().statusCode(401);
        logIn(owner.email(), PASSWORD).then().statusCode(401);
        notMe(notice.token()).then().statusCode(400).body("code", equalTo("INVALID_TOKEN"));

        String reset =
                Mailbox.of(owner.email()).await("Choose another password").token();
        post("/auth/password/reset", Map.of("token", reset, "newPassword", "staple battery horse wrong"))
                .then()
                .statusCode(204);
        logIn(owner.email(), "staple battery horse wrong").then().statusCode(200);
        assertThat(query(
                        "select suspicious from auth.security_events where user_id = ? and type = 'not-me'",
                        owner.id()))
                .containsExactly("t");
    }

    @Test
    void anAccountThatWasMovedComesBack() {
        Person owner = verified();
        String thiefs = "t" + UUID.randomUUID() + "@example.org";
        owner.asks()
                .body(Map.of("email", thiefs))
                .patch("/api/v1/auth/me")
                .then()
                .statusCode(200);
        post(
                        "/auth/email/verify",
                        Map.of("token", Mailbox.of(thiefs).await("Confirm").token()))
                .then()
                .statusCode(204);

        notMe(Mailbox.of(owner.email()).await("Your address was changed").token())
                .then()
                .statusCode(204);

        assertThat(query("select email from auth.users where id = ?", owner.id()))
                .containsExactly(owner.email());
        Mailbox.of(owner.email()).await("Choose another password");
        assertThat(Mailbox.of(thiefs).all()).noneMatch(mail -> mail.subject().contains("Choose"));
    }

    @Test
    void nobodyIsToldAtAnAddressThatMayBeAStrangers() {
        String email = Household.unsigned(Role.USER, Map.of());
        Person person = Household.signIn(email);
        signInOn("another phone", email);

        assertThat(query(
                        "select count(*) from auth.security_events where user_id = ? and type = 'new-device'",
                        person.id()))
                .containsExactly("2");
        assertThat(query("select count(*) from auth.mail_outbox where user_id = ?", person.id()))
                .containsExactly("0");
        assertThat(Mailbox.of(email).all()).isEmpty();
    }

    @Test
    void manyNewDevicesFillNoMailbox() {
        Person person = verified();
        for (int i = 0; i < 8; i++) {
            signInOn("phone " + i, person.email());
        }
        Awaitility.await()
                .until(() -> query("select count(*) from auth.mail_outbox where user_id = ?", person.id())
                        .equals(List.of("0")));

        // The first device of all counts, but is no news.
        assertThat(Mailbox.of(person.email()).await(4)).hasSize(4);
    }

    @Test
    void aNetworkThatIsNewIsRecordedOnce() {
        String email = Household.unsigned(Role.USER, Map.of());
        Map<String, Object> body = Map.of("email", email, "password", PASSWORD);
        for (String address : List.of("203.0.113.7", "203.0.113.99", "198.51.100.3", "198.51.100.4", "2001:db8:1::1")) {
            postFrom(address, "/auth/login", body).then().statusCode(200);
        }

        assertThat(query(
                        "select host(ip) from auth.security_events e join auth.users u on u.id = e.user_id"
                                + " where u.email = ? and type = 'new-address' order by e.created_at",
                        email))
                .containsExactly("198.51.100.3", "2001:db8:1::1");
    }

    @Test
    void showsWhatHappened() {
        Person person = Household.person(Role.USER);
        logIn(person.email(), "not the one that it is").then().statusCode(401);

        Response first = person.asks().queryParam("limit", 2).get(EVENTS);
        first.then()
                .statusCode(200)
                .body("items.type", contains("sign-in-failed", "new-device"))
                .body("items[0].ip", notNullValue())
                .body("items[0].suspicious", equalTo(false))
                .body("items[1].deviceId", notNullValue());
        String cursor = first.path("nextCursor");
        person.asks()
                .queryParam("cursor", cursor)
                .get(EVENTS)
                .then()
                .body("items.type", hasItem("signed-in"))
                .body("nextCursor", nullValue());
    }

    @Test
    void othersEventsAreForAdmins() {
        Person person = Household.person(Role.USER);
        Person moderator = Household.person(Role.MODERATOR);

        given().get(EVENTS).then().statusCode(401);
        moderator.asks().queryParam("userId", person.id()).get(EVENTS).then().statusCode(403);
        person.asks().queryParam("userId", person.id()).get(EVENTS).then().statusCode(200);
        Household.admin()
                .asks()
                .queryParam("userId", person.id())
                .get(EVENTS)
                .then()
                .statusCode(200)
                .body("items.type", hasItem("signed-in"));
        String cursor = Household.admin()
                .asks()
                .queryParam("userId", person.id())
                .queryParam("limit", 1)
                .get(EVENTS)
                .path("nextCursor");
        Household.admin().asks().queryParam("cursor", cursor).get(EVENTS).then().statusCode(400);
    }

    private static Person verified() {
        return Household.signIn(Household.unsigned(Role.USER, Map.of("emailVerified", true)));
    }

    private static Person signInOn(String device, String email) {
        return Household.person(
                post("/auth/login", Map.of("email", email, "password", PASSWORD, "device", Map.of("name", device))));
    }

    private static Response logIn(String email, String password) {
        return post("/auth/login", Map.of("email", email, "password", password));
    }

    private static Response notMe(String token) {
        return post("/auth/not-me", Map.of("token", token));
    }
}
