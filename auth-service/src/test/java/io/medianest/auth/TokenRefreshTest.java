package io.medianest.auth;

import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.person;
import static io.medianest.auth.Household.query;
import static io.medianest.auth.Household.refresh;
import static io.medianest.auth.Household.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.SignedJWT;
import io.medianest.auth.Household.Person;
import io.medianest.events.Topics;
import io.medianest.events.revocation.TokenRevoked;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenRefreshTest {

    @Test
    void rotates() throws ParseException {
        Person before = Household.person(Role.USER);

        Person after = person(refresh(before.refreshToken()));

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.refreshToken()).isNotEqualTo(before.refreshToken());
        assertThat(sessionOf(after)).isEqualTo(sessionOf(before));
        after.asks().get("/api/v1/auth/me").then().statusCode(200);
        person(refresh(after.refreshToken()));
    }

    @Test
    void storesNoTokenInClear() {
        Person person = Household.person(Role.USER);
        Person next = person(refresh(person.refreshToken()));

        List<String> rows = query("select t::text from auth.session_tokens t where user_id = ?", person.id());

        assertThat(rows)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .contains("v1:")
                        .doesNotContain(person.refreshToken())
                        .doesNotContain(next.refreshToken()));
    }

    @Test
    void givesEveryoneInARaceTheSameSuccessor() {
        Person person = Household.person(Role.USER);

        List<Response> answers = Parallel.run(50, number -> refresh(person.refreshToken()));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.stream()
                        .map(answer -> answer.<String>path("refreshToken"))
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(query("select count(*) from auth.session_tokens where user_id = ? and used_at is null", person.id()))
                .containsExactly("1");
    }

    @Test
    void endsTheFamilyWhenATokenIsUsedAgain() throws ParseException {
        Person phone = Household.person(Role.USER);
        Person laptop = signIn(phone.email());
        Person thief = person(refresh(phone.refreshToken()));
        graceIsOver(phone);

        try (KafkaProbe revocations = KafkaProbe.on(Topics.REVOCATIONS)) {
            refused(refresh(phone.refreshToken()));

            UUID session = sessionOf(phone);
            revocations.await(TokenRevoked.class, event -> session.equals(event.sid()));
        }
        refused(refresh(thief.refreshToken()));
        await().untilAsserted(() -> thief.asks().get("/api/v1/auth/me").then().statusCode(401));
        laptop.asks().get("/api/v1/auth/me").then().statusCode(200);
        person(refresh(laptop.refreshToken()));
        assertThat(query(
                        "select device_id from auth.security_events where user_id = ? and type = 'token-reused'"
                                + " and suspicious",
                        phone.id()))
                .containsExactly(sessionOf(phone).toString());
    }

    @Test
    void aReplayDoesNotExtendTheGrace() {
        Person person = Household.person(Role.USER);
        refresh(person.refreshToken());
        String until = "select successor_until from auth.session_tokens where user_id = ? and used_at is not null";
        List<String> before = query(until, person.id());

        person(refresh(person.refreshToken()));

        assertThat(query(until, person.id())).isEqualTo(before);
    }

    @Test
    void forgetsTheSuccessorAfterTheGrace() {
        Person person = Household.person(Role.USER);
        refresh(person.refreshToken());
        graceIsOver(person);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> query(
                                "select id from auth.session_tokens where user_id = ? and successor_sealed is not null",
                                person.id())
                        .isEmpty());
    }

    @Test
    void ofARevokedFamilyAReplayTellsNothingNew() {
        Person person = Household.person(Role.USER);
        refresh(person.refreshToken());
        graceIsOver(person);
        refused(refresh(person.refreshToken()));

        refused(refresh(person.refreshToken()));

        assertThat(query(
                        "select count(*) from auth.security_events where user_id = ? and type = 'token-reused'",
                        person.id()))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update auth.session_tokens set expires_at = now() where user_id = ?",
                "update auth.session_tokens set revoked_at = now() where user_id = ?",
                "update auth.devices set expires_at = now() where user_id = ?",
                "update auth.devices set revoked_at = now() where user_id = ?",
                "update auth.users set status = 'suspended' where id = ?",
                "update auth.users set requires_password_change = true where id = ?",
                "delete from auth.users where id = ?"
            })
    void endsWith(String what) {
        Person person = Household.person(Role.USER);
        execute(what, person.id());

        refused(refresh(person.refreshToken()));
    }

    @Test
    void neverGoesBeyondTheAbsoluteEnd() {
        Person person = Household.person(Role.USER);
        execute("update auth.devices set expires_at = now() + interval '1 hour' where user_id = ?", person.id());

        refresh(person.refreshToken());

        assertThat(query(
                        "select max(t.expires_at) = max(d.expires_at) from auth.session_tokens t"
                                + " join auth.devices d on d.id = t.device_id"
                                + " where t.user_id = ? and t.used_at is null",
                        person.id()))
                .containsExactly("t");
    }

    @Test
    void takesNothingElse() {
        Person person = Household.person(Role.USER);

        refused(refresh("A".repeat(43)));
        refused(refresh(person.accessToken()));
        refused(refresh("' or '1'='1"));
        person.asks().get("/api/v1/auth/me").then().statusCode(200);
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401).body("code", equalTo("INVALID_REFRESH_TOKEN"));
    }

    private static void graceIsOver(Person person) {
        execute(
                "update auth.session_tokens set successor_until = now() - interval '1 second'"
                        + " where user_id = ? and used_at is not null",
                person.id());
    }

    private static UUID sessionOf(Person person) throws ParseException {
        return UUID.fromString(
                SignedJWT.parse(person.accessToken()).getJWTClaimsSet().getStringClaim("sid"));
    }
}
