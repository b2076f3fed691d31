package io.medianest.auth;

import static io.medianest.auth.Household.query;
import static io.medianest.auth.PlexWorld.NOTHING;
import static io.medianest.auth.PlexWorld.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.auth.Household.Person;
import io.medianest.auth.PlexWorld.Account;
import io.medianest.events.Topics;
import io.medianest.events.user.UserSuspended;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether people can still reach the server, looked at again and again. */
@QuarkusTest
class PlexRecheckTest {
    private static final String JOB = "plex-recheck";

    @BeforeEach
    void arrange() {
        Household.reset();
        Household.admin();
        PlexWorld.reset();
    }

    @AfterEach
    void calm() {
        PlexWorld.clearFaults();
    }

    @Test
    void suspendsWhoeverCannotReachTheServerAnyMoreUntilAnAdminDecidesOtherwise() {
        Account mia = PlexWorld.account(SHARED);
        Person lost = PlexWorld.signIn(mia);
        Person stays = PlexWorld.signIn(PlexWorld.account(SHARED));
        PlexWorld.share(mia, NOTHING);

        try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
            assertThat(JobRuns.run(JOB))
                    .isEqualTo("1 can reach the server, 1 cannot, 0 must sign in again, 0 unknown; 1 suspended");
            users.await(UserSuspended.class, e -> e.userId().equals(lost.id()));
        }

        assertThat(status(lost)).isEqualTo("suspended");
        assertThat(status(stays)).isEqualTo("active");
        assertThat(query(
                        "select detail->>'by' || ' ' || (detail->>'reason') from auth.security_events"
                                + " where user_id = ? and type = 'suspended'",
                        lost.id()))
                .containsExactly("service:auth-service plex-access-lost");
        assertThat(query(
                        "select actor_id from audit.change_log where table_name = 'users' and row_id = ?"
                                + " and changes->'status'->>'new' = 'suspended'",
                        lost.id().toString()))
                .containsExactly("service:auth-service");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> lost.asks().get("/api/v1/auth/me").then().statusCode(401));

        Household.admin()
                .asks()
                .body(Map.of("status", "active"))
                .patch("/api/v1/users/" + lost.id())
                .then()
                .statusCode(200);
        PlexWorld.share(mia, SHARED);
        PlexWorld.signIn(mia).asks().get("/api/v1/auth/me").then().statusCode(200);
        assertThat(JobRuns.run(JOB)).contains("0 suspended");
    }

    @Test
    void plexInTroubleProvesNothing() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            people.add(PlexWorld.signIn(PlexWorld.account(SHARED)));
        }
        PlexWorld.fault(Map.of("kind", "status", "status", 500, "path", "/api/v2/resources*"));

        assertThat(JobRuns.run(JOB)).contains("2 unknown; 0 suspended");

        assertThat(people).extracting(PlexRecheckTest::status).containsOnly("active");
    }

    @Test
    void whatIsNoListOfServersProvesNothing() {
        Person person = PlexWorld.signIn(PlexWorld.account(SHARED));
        PlexWorld.fault(Map.of("kind", "status", "status", 200, "body", "{}", "path", "/api/v2/resources*"));

        assertThat(JobRuns.run(JOB)).contains("1 unknown; 0 suspended");

        assertThat(status(person)).isEqualTo("active");
    }

    @Test
    void anInvalidTokenDemandsAnotherSignInAndNothingElse() {
        Account mia = PlexWorld.account(SHARED);
        Person person = PlexWorld.signIn(mia);
        PlexWorld.revokeTokens(mia);

        assertThat(JobRuns.run(JOB)).contains("1 must sign in again").contains("0 suspended");

        assertThat(status(person)).isEqualTo("active");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
        assertThat(query("select plex_token from auth.users where id = ?", person.id()))
                .containsOnlyNulls();
        Person again = PlexWorld.signIn(mia);
        again.asks().get("/api/v1/auth/accounts").then().body("items[0].signInAgain", equalTo(false));
        assertThat(again.id()).isEqualTo(person.id());
        assertThat(JobRuns.run(JOB)).contains("1 can reach the server").contains("0 must sign in again");
    }

    @Test
    void manyAtOnceAreNotBelieved() {
        List<Account> accounts = new ArrayList<>();
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            accounts.add(PlexWorld.account(SHARED));
            people.add(PlexWorld.signIn(accounts.getLast()));
        }
        accounts.subList(0, 3).forEach(account -> PlexWorld.share(account, NOTHING));

        assertThat(JobRuns.run(JOB)).startsWith("stopped, too many at once: ").contains("3 cannot", "0 suspended");
        assertThat(people).extracting(PlexRecheckTest::status).containsOnly("active");

        PlexWorld.share(accounts.getFirst(), SHARED);
        assertThat(JobRuns.run(JOB)).contains("2 cannot", "2 suspended");
    }

    @Test
    void neitherTheLastAdminNorTheOwnerIsSuspended() {
        Account boss = PlexWorld.account(SHARED);
        Account olga = PlexWorld.account(SHARED);
        Person second = PlexWorld.signIn(boss);
        Household.execute("update auth.users set role = 'ADMIN' where id = ?", second.id());
        Household.execute(
                "update auth.users set plex_id = ?, role = 'USER' where id = ?",
                Integer.toString(olga.id()),
                Household.admin().id());
        PlexWorld.signIn(olga);
        PlexWorld.share(boss, NOTHING);
        PlexWorld.share(olga, NOTHING);

        assertThat(JobRuns.run(JOB)).contains("2 cannot", "0 suspended");

        assertThat(status(second)).isEqualTo("active");
        assertThat(status(Household.admin())).isEqualTo("active");
    }

    @Test
    void withoutAServerNobodyIsLookedAt() {
        PlexWorld.signIn(PlexWorld.account(SHARED));
        PlexWorld.disconnect();

        assertThat(JobRuns.run(JOB)).isEqualTo("nobody was looked at: PLEX_NOT_CONFIGURED");
    }

    private static String status(Person person) {
        return query("select status from auth.users where id = ?", person.id()).getFirst();
    }
}
