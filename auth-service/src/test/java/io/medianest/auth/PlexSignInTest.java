package io.medianest.auth;

import static io.medianest.auth.Household.query;
import static io.medianest.auth.PlexWorld.NOTHING;
import static io.medianest.auth.PlexWorld.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.auth.Household.Person;
import io.medianest.auth.PlexWorld.Account;
import io.medianest.auth.PlexWorld.Pin;
import io.medianest.events.Topics;
import io.medianest.events.user.UserRegistered;
import io.medianest.events.user.UserUpdated;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in with Plex, through all of it: PIN, approval, the check of the server, the account. */
@QuarkusTest
class PlexSignInTest {

    @BeforeEach
    void arrange() {
        Household.admin();
        PlexWorld.reset();
    }

    @Test
    void makesAnAccountForSomebodyWhoCanReachTheServer() {
        Account mia = PlexWorld.account(SHARED);
        Pin pin = PlexWorld.begin();
        assertThat(pin.pinId()).hasSize(43);
        assertThat(pin.cookie()).isNull();
        assertThat(pin.authUrl()).contains("/auth#?clientID=", "&code=" + pin.code(), "product%5D=MediaNest");
        PlexWorld.complete(pin).then().statusCode(202).body("status", equalTo("waiting"));
        PlexWorld.approve(pin, mia);

        Response answer;
        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            answer = PlexWorld.completeSoon(pin);
            answer.then()
                    .statusCode(200)
                    .body("tokenType", equalTo("Bearer"))
                    .body("user.role", equalTo("USER"))
                    .body("user.email", equalTo(mia.email()))
                    .body("user.emailVerified", equalTo(false))
                    .body("user.name", equalTo(mia.username()))
                    .body("user.plexUsername", equalTo(mia.username()))
                    .body("user.image", startsWith("https://plex.tv/users/"));
            Person person = Household.person(answer);
            assertThat(users.await(UserRegistered.class, e -> e.userId().equals(person.id()))
                            .provider())
                    .isEqualTo("plex");
        }

        Person person = Household.person(answer);
        person.asks().get("/api/v1/auth/me").then().statusCode(200).body("plexUsername", equalTo(mia.username()));
        Household.refresh(person.refreshToken()).then().statusCode(200);
        assertThat(query(
                        "select provider_account_id from auth.accounts where user_id = ? and provider = 'plex'",
                        person.id()))
                .containsExactly(Integer.toString(mia.id()));
    }

    @Test
    void storesTheTokenOfPlexEncryptedOnly() {
        Account mia = PlexWorld.account(SHARED);
        Person person = PlexWorld.signIn(mia);

        List<String> stored = query(
                "select plex_token from auth.users where id = ? union all"
                        + " select access_token from auth.accounts where user_id = ?",
                person.id(),
                person.id());

        assertThat(stored)
                .hasSize(2)
                .allSatisfy(
                        text -> assertThat(text).doesNotContain("plex-token").hasSizeGreaterThan(40));
        assertThat(query(
                        "select changes::text from audit.change_log where row_id = ?",
                        person.id().toString()))
                .isNotEmpty()
                .noneMatch(text -> text.contains(mia.email()) || text.contains("plex-token"));
    }

    @Test
    void knowsSomebodyAgainByThePlexIdAlone() {
        Account mia = PlexWorld.account(SHARED);
        Person first = PlexWorld.signIn(mia);
        PlexWorld.account(mia.id(), "mia-renamed", "mia" + mia.id() + "@elsewhere.example", SHARED);

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            Person second = PlexWorld.signIn(mia);

            assertThat(second.id()).isEqualTo(first.id());
            second.asks()
                    .get("/api/v1/auth/me")
                    .then()
                    .body("plexUsername", equalTo("mia-renamed"))
                    .body("name", equalTo(mia.username()))
                    .body("email", equalTo("mia" + mia.id() + "@elsewhere.example"));
            assertThat(users.await(UserUpdated.class, e -> e.userId().equals(first.id()))
                            .fields())
                    .contains("plexUsername", "email");
        }
    }

    @Test
    void givesNobodyAnAccountByItsAddress() {
        Person victim = Household.person(Role.ADMIN);
        Account attacker = PlexWorld.account(
                PlexWorld.account(NOTHING).id() + 500_000,
                "attacker",
                victim.email().toUpperCase(java.util.Locale.ROOT),
                SHARED);

        Person intruder = PlexWorld.signIn(attacker);

        assertThat(intruder.id()).isNotEqualTo(victim.id());
        intruder.asks()
                .get("/api/v1/auth/me")
                .then()
                .body("email", equalTo("plex-" + attacker.id() + "@plex.invalid"))
                .body("role", equalTo("USER"));
        PlexWorld.signIn(attacker).asks().get("/api/v1/auth/me").then().body("email", startsWith("plex-"));
        victim.asks().get("/api/v1/auth/me").then().statusCode(200).body("email", equalTo(victim.email()));
    }

    @Test
    void turnsAwayWhoeverCannotReachTheServer() {
        Account stranger = PlexWorld.account(NOTHING);
        Pin pin = PlexWorld.begin();
        PlexWorld.approve(pin, stranger);

        PlexWorld.completeSoon(pin).then().statusCode(403).body("code", equalTo("NO_SERVER_ACCESS"));

        assertThat(query("select count(*) from auth.users where plex_id = ?", Integer.toString(stranger.id())))
                .containsExactly("0");
        PlexWorld.share(stranger, SHARED);
        PlexWorld.complete(pin).then().statusCode(410);
    }

    @Test
    void anotherServerThanTheConfiguredOneIsNone() {
        PlexWorld.connect("{\"machineIdentifier\":\"somebody-elses-server\"}");
        Pin pin = PlexWorld.begin();
        PlexWorld.approve(pin, PlexWorld.account(SHARED));

        PlexWorld.completeSoon(pin).then().statusCode(403).body("code", equalTo("NO_SERVER_ACCESS"));
    }

    @Test
    void saysWhatIsMissingWhileNoServerIsConnected() {
        PlexWorld.disconnect();

        PlexWorld.caller()
                .body("{}")
                .post("/api/v1/auth/plex/pins")
                .then()
                .statusCode(503)
                .header("Retry-After", "60")
                .body("code", equalTo("PLEX_NOT_CONFIGURED"))
                .body("detail", org.hamcrest.Matchers.containsString("connect plex --url"));
    }

    @Test
    void takesNoTokenOfPlexFromOutside() {
        for (String field : List.of("plexToken", "authToken", "token", "X-Plex-Token")) {
            PlexWorld.caller()
                    .body(Map.of(field, "plex-token-1000001"))
                    .post("/api/v1/auth/plex/pins")
                    .then()
                    .statusCode(400);
        }
        assertThat(PlexWorld.asked()).isEmpty();
    }

    @Test
    void doesNotLetInWhoeverIsSuspendedOrDeleted() {
        Account mia = PlexWorld.account(SHARED);
        Person person = PlexWorld.signIn(mia);
        Household.admin().asks().body(Map.of("status", "suspended")).patch("/api/v1/users/" + person.id());
        Pin pin = PlexWorld.begin();
        PlexWorld.approve(pin, mia);
        PlexWorld.completeSoon(pin).then().statusCode(403).body("code", equalTo("ACCOUNT_SUSPENDED"));

        Household.admin().asks().delete("/api/v1/users/" + person.id()).then().statusCode(204);
        Pin another = PlexWorld.begin();
        PlexWorld.approve(another, mia);
        PlexWorld.completeSoon(another).then().statusCode(403).body("code", equalTo("ACCOUNT_DELETED"));
        assertThat(query("select count(*) from auth.users where plex_id = ?", Integer.toString(mia.id())))
                .containsExactly("1");
    }

    @Test
    void twoFirstSignInsAtOnceMakeOneAccount() {
        Account mia = PlexWorld.account(SHARED);
        List<Pin> pins = List.of(PlexWorld.begin(), PlexWorld.begin(), PlexWorld.begin());
        pins.forEach(pin -> PlexWorld.approve(pin, mia));

        List<Response> answers = Parallel.run(3, number -> PlexWorld.completeSoon(pins.get(number)));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.<String>path("user.id"))
                .containsOnly(answers.getFirst().<String>path("user.id"));
    }

    @Test
    void tellsUntilWhenAPinIsGood() {
        Response answer = PlexWorld.caller().body("{}").post("/api/v1/auth/plex/pins");

        assertThat(Instant.parse(answer.path("expiresAt")))
                .isBetween(Instant.now().plusSeconds(1_700), Instant.now().plusSeconds(1_810));
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }
}
