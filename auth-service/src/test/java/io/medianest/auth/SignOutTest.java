package io.medianest.auth;

import static io.medianest.auth.Household.query;
import static io.medianest.auth.Household.refresh;
import static io.medianest.auth.Household.signIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.auth.Household.Person;
import io.medianest.events.Topics;
import io.medianest.events.revocation.TokenRevoked;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignOutTest {

    @Test
    void endsThisDeviceOnly() {
        Person phone = Household.person(Role.USER);
        Person laptop = signIn(phone.email());

        phone.asks().post("/api/v1/auth/logout").then().statusCode(204);

        refresh(phone.refreshToken()).then().statusCode(401);
        awaitRefusal(phone);
        laptop.asks().get("/api/v1/auth/me").then().statusCode(200);
        refresh(laptop.refreshToken()).then().statusCode(200);
        assertThat(query(
                        "select type from auth.security_events where user_id = ? and type like 'signed-out%'",
                        phone.id()))
                .containsExactly("signed-out");
    }

    @Test
    void endsEveryDevice() {
        Person phone = Household.person(Role.USER);
        Person laptop = signIn(phone.email());

        try (KafkaProbe revocations = KafkaProbe.on(Topics.REVOCATIONS)) {
            phone.asks().post("/api/v1/auth/logout-all").then().statusCode(204);

            TokenRevoked event =
                    revocations.await(TokenRevoked.class, e -> phone.id().equals(e.uid()));
            assertThat(event.ver()).isEqualTo(1);
        }
        awaitRefusal(phone);
        awaitRefusal(laptop);
        refresh(phone.refreshToken()).then().statusCode(401);
        refresh(laptop.refreshToken()).then().statusCode(401);
        signIn(phone.email()).asks().get("/api/v1/auth/me").then().statusCode(200);
        assertThat(query("select version from auth.active_revocations where subject_id = ?", phone.id()))
                .containsExactly("1");
    }

    @Test
    void endsADeviceFromTheList() {
        Person phone = Household.person(Role.USER);
        Person laptop = signIn(phone.email());
        String other = laptop.asks()
                .get("/api/v1/auth/devices")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("items.findAll { it.current }.size()", equalTo(1))
                .extract()
                .path("items.find { !it.current }.id");

        laptop.asks().delete("/api/v1/auth/devices/" + other).then().statusCode(204);

        awaitRefusal(phone);
        refresh(phone.refreshToken()).then().statusCode(401);
        laptop.asks().delete("/api/v1/auth/devices/" + other).then().statusCode(404);
        laptop.asks().get("/api/v1/auth/devices").then().body("items.size()", equalTo(1));
    }

    @Test
    void nobodyEndsAnothersDevice() {
        Person person = Household.person(Role.USER);
        String device =
                person.asks().get("/api/v1/auth/devices").then().extract().path("items[0].id");

        Household.admin().asks().delete("/api/v1/auth/devices/" + device).then().statusCode(404);
        given().delete("/api/v1/auth/devices/" + device).then().statusCode(401);
        person.asks().get("/api/v1/auth/me").then().statusCode(200);
    }

    private static void awaitRefusal(Person person) {
        await().untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
    }
}
