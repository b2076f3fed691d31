package io.medianest.auth;

import static io.medianest.auth.Household.query;
import static io.medianest.auth.PlexWorld.NOTHING;
import static io.medianest.auth.PlexWorld.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.auth.Household.Person;
import io.medianest.auth.PlexWorld.Account;
import io.medianest.auth.PlexWorld.Pin;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Linking and unlinking ways to sign in. */
@QuarkusTest
class AccountsTest {

    @BeforeEach
    void arrange() {
        Household.admin();
        PlexWorld.reset();
    }

    @Test
    void aPasswordUserLinksPlexAndSignsInByIt() {
        Person person = Household.person(Role.MODERATOR);
        Account mia = PlexWorld.account(SHARED);
        person.asks().get("/api/v1/auth/accounts").then().body("items.provider", contains("local"));

        link(person, begin(person), mia).then().statusCode(200).body("items.provider", contains("local", "plex"));

        Person byPlex = PlexWorld.signIn(mia);
        assertThat(byPlex.id()).isEqualTo(person.id());
        byPlex.asks()
                .get("/api/v1/auth/me")
                .then()
                .body("role", equalTo("MODERATOR"))
                .body("email", equalTo(person.email()))
                .body("plexUsername", equalTo(mia.username()));
        assertThat(query(
                        "select detail->>'provider' from auth.security_events where user_id = ? and type = 'account-linked'",
                        person.id()))
                .containsExactly("plex");
    }

    @Test
    void onlyAPinOfOnesOwnLinks() {
        Person person = Household.person(Role.USER);
        Account attacker = PlexWorld.account(SHARED);
        Pin ofNobody = PlexWorld.begin();
        Pin ofAnother = begin(Household.person(Role.USER));

        for (Pin pin : List.of(ofNobody, ofAnother)) {
            link(person, pin, attacker).then().statusCode(403).body("code", equalTo("OTHER_PERSON"));
        }

        person.asks().get("/api/v1/auth/accounts").then().body("items.provider", contains("local"));
    }

    @Test
    void anAccountOfPlexIsOnePersonsAndOnePersonHasOne() {
        Account mia = PlexWorld.account(SHARED);
        Account other = PlexWorld.account(SHARED);
        PlexWorld.signIn(mia);
        Person person = Household.person(Role.USER);

        link(person, begin(person), mia).then().statusCode(409).body("code", equalTo("PLEX_LINKED_ELSEWHERE"));
        link(person, begin(person), other).then().statusCode(200);
        Account third = PlexWorld.account(SHARED);
        link(person, begin(person), third).then().statusCode(409).body("code", equalTo("ANOTHER_PLEX_LINKED"));
        Account stranger = PlexWorld.account(NOTHING);
        Person another = Household.person(Role.USER);
        link(another, begin(another), stranger).then().statusCode(403).body("code", equalTo("NO_SERVER_ACCESS"));
    }

    @Test
    void theLastWayStays() {
        Person local = Household.person(Role.USER);
        Person plex = PlexWorld.signIn(PlexWorld.account(SHARED));

        local.asks()
                .delete("/api/v1/auth/accounts/local")
                .then()
                .statusCode(409)
                .body("code", equalTo("LAST_ACCOUNT"));
        plex.asks().delete("/api/v1/auth/accounts/plex").then().statusCode(409);
        plex.asks().delete("/api/v1/auth/accounts/local").then().statusCode(404);
        plex.asks().delete("/api/v1/auth/accounts/oidc:none").then().statusCode(404);
    }

    @Test
    void aPlexUserTakesAPasswordToo() {
        Account mia = PlexWorld.account(SHARED);
        Person person = PlexWorld.signIn(mia);
        Map<String, Object> password = Map.of("newPassword", Household.PASSWORD);

        person.asks()
                .body(Map.of("newPassword", "short"))
                .post("/api/v1/auth/password")
                .then()
                .statusCode(400);
        List<Response> answers =
                Parallel.run(4, number -> person.asks().body(password).post("/api/v1/auth/password"));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 204).hasSize(1);
        assertThat(Household.signIn(mia.email()).id()).isEqualTo(person.id());
        person.asks()
                .body(password)
                .post("/api/v1/auth/password")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("currentPassword"));
        person.asks().delete("/api/v1/auth/accounts/plex").then().statusCode(204);
    }

    @Test
    void nobodySignsInByAPlaceholder() {
        Account nameless = PlexWorld.account(7_000_001, "nameless", "", SHARED);
        Person person = PlexWorld.signIn(nameless);

        person.asks()
                .body(Map.of("newPassword", Household.PASSWORD))
                .post("/api/v1/auth/password")
                .then()
                .statusCode(409)
                .body("code", equalTo("EMAIL_REQUIRED"));
    }

    @Test
    void unlinkedPlexIsNoWayInAnyMore() {
        Person person = Household.person(Role.USER);
        Account mia = PlexWorld.account(SHARED);
        link(person, begin(person), mia).then().statusCode(200);

        person.asks().delete("/api/v1/auth/accounts/plex").then().statusCode(204);

        person.asks().get("/api/v1/auth/me").then().body("plexUsername", equalTo(null));
        assertThat(query("select plex_token from auth.users where id = ?", person.id()))
                .containsOnlyNulls();
        assertThat(PlexWorld.signIn(mia).id()).isNotEqualTo(person.id());
    }

    @Test
    void fiftyUnlinkingsAtOnceLeaveOneWay() {
        Person person = Household.person(Role.USER);
        link(person, begin(person), PlexWorld.account(SHARED)).then().statusCode(200);

        List<Response> answers = Parallel.run(
                50, number -> person.asks().delete("/api/v1/auth/accounts/" + (number % 2 == 0 ? "plex" : "local")));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 204).hasSize(1);
        assertThat(answers).extracting(Response::statusCode).isSubsetOf(204, 404, 409);
        assertThat(query("select count(*) from auth.accounts where user_id = ?", person.id()))
                .containsExactly("1");
    }

    static Pin begin(Person person) {
        return PlexWorld.pin(person.asks()
                .header("X-Forwarded-For", PlexWorld.address())
                .body("{}")
                .post("/api/v1/auth/plex/pins"));
    }

    /** Has it approved, and links by it once plex.tv may be asked. */
    static Response link(Person person, Pin pin, Account account) {
        PlexWorld.approve(pin, account);
        AtomicReference<Response> last = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            last.set(person.asks().body(Map.of("pinId", pin.pinId())).post("/api/v1/auth/accounts/plex"));
            return last.get().statusCode() != 202;
        });
        return last.get();
    }
}
