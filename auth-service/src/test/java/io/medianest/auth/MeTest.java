package io.medianest.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.auth.Household.Person;
import io.medianest.events.Topics;
import io.medianest.events.user.UserUpdated;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MeTest {
    private static final String ME = "/api/v1/auth/me";

    @Test
    void showsOneself() {
        Person person = Household.person(Role.MODERATOR);

        person.asks()
                .get(ME)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("id", equalTo(person.id().toString()))
                .body("email", equalTo(person.email()))
                .body("name", equalTo("Somebody"))
                .body("image", nullValue())
                .body("role", equalTo("MODERATOR"))
                .body("status", equalTo("active"))
                .body("plexUsername", nullValue())
                .body("createdAt", notNullValue())
                .body("lastLoginAt", notNullValue());
        given().get(ME).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void changesWhatIsOnesOwn() {
        Person person = Household.person(Role.USER);
        String email = "new-" + person.email();

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            person.asks()
                    .body(Map.of("name", "Ada Лавлейс", "email", email, "image", "https://example.org/ada.png"))
                    .patch(ME)
                    .then()
                    .statusCode(200)
                    .header("ETag", equalTo("\"1\""))
                    .body("name", equalTo("Ada Лавлейс"))
                    .body("email", equalTo(person.email()))
                    .body("pendingEmail", equalTo(email))
                    .body("image", equalTo("https://example.org/ada.png"));

            UserUpdated event = users.await(UserUpdated.class, e -> e.userId().equals(person.id()));
            assertThat(event.fields()).containsExactly("name", "image");
        }
        Household.signIn(person.email());
        given().body("{}").contentType("application/json").patch(ME).then().statusCode(401);
    }

    @Test
    void changesOnlyTheVersionThatWasSeen() {
        Person person = Household.person(Role.USER);
        person.asks()
                .header("If-Match", "\"0\"")
                .body(Map.of("name", "One"))
                .patch(ME)
                .then()
                .statusCode(200);

        person.asks()
                .header("If-Match", "\"0\"")
                .body(Map.of("name", "Two"))
                .patch(ME)
                .then()
                .statusCode(412)
                .body("code", equalTo("STALE_VERSION"));

        person.asks().get(ME).then().body("name", equalTo("One"));
    }

    @Test
    void anAddressBelongsToOne() {
        Person person = Household.person(Role.USER);
        Person other = Household.person(Role.USER);

        person.asks()
                .body(Map.of("email", other.email().toUpperCase(Locale.ROOT)))
                .patch(ME)
                .then()
                .statusCode(409)
                .body("code", equalTo("EMAIL_TAKEN"));
    }

    @Test
    void nobodyRaisesOneself() {
        Person person = Household.person(Role.USER);

        for (String field : new String[] {"role", "status", "id", "emailVerified", "requiresPasswordChange"}) {
            person.asks()
                    .body(Map.of(field, "ADMIN"))
                    .patch(ME)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("VALIDATION_FAILED"))
                    .body("errors[0].field", equalTo(field));
        }
    }

    @Test
    void aPurgedUserIsNobody() {
        Person person = Household.person(Role.USER);
        Household.execute("delete from auth.users where id = ?", person.id());

        person.asks().get(ME).then().statusCode(401);
        person.asks().body(Map.of("name", "Ghost")).patch(ME).then().statusCode(401);
    }
}
