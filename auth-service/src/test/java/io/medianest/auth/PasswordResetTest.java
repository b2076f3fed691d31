package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static io.medianest.auth.Household.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.medianest.testing.mail.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordResetTest {
    private static final String OTHER = "staple battery horse wrong";
    private static final String SUBJECT = "Choose another password";

    @Test
    void bringsSomebodyBackWhoHasForgotten() {
        Person person = Household.person(Role.USER);

        forgot(person.email().toUpperCase(Locale.ROOT)).then().statusCode(202);
        Mailbox.Arrived mail = Mailbox.of(person.email()).await(SUBJECT);
        assertThat(mail.text()).contains("/reset-password#token=" + mail.token(), "15 minutes");
        reset(mail.token(), OTHER).then().statusCode(204);

        refresh(person.refreshToken()).then().statusCode(401);
        Awaitility.await()
                .untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
        logIn(person.email(), PASSWORD).then().statusCode(401);
        // Whoever read that mail has proved the address.
        logIn(person.email(), OTHER).then().statusCode(200).body("user.emailVerified", equalTo(true));
        assertThat(query(
                        "select type from auth.security_events where user_id = ? and type like 'password%'"
                                + " order by created_at",
                        person.id()))
                .containsExactly("password-reset-requested", "password-reset");
        reset(mail.token(), OTHER + " again").then().statusCode(400).body("code", equalTo("INVALID_TOKEN"));
        assertThat(Mailbox.of(person.email()).await("Your password was changed").text())
                .contains("/not-me#token=");
    }

    @Test
    void oneOfFiftyWins() {
        String email = Household.unsigned(Role.USER, Map.of());
        String token = token(email);

        List<Integer> statuses =
                Parallel.run(50, number -> reset(token, OTHER + number).statusCode());

        assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 400).hasSize(49);
        int winner = statuses.indexOf(204);
        logIn(email, OTHER + winner).then().statusCode(200);
    }

    @Test
    void aNewerLinkMakesTheOlderWorthless() {
        String email = Household.unsigned(Role.USER, Map.of());
        String older = token(email);
        forgot(email).then().statusCode(202);
        String newer = Mailbox.of(email).await(2).getLast().token();

        reset(older, OTHER).then().statusCode(400).body("code", equalTo("INVALID_TOKEN"));
        reset(newer, OTHER).then().statusCode(204);
    }

    @Test
    void aLinkEnds() {
        String email = Household.unsigned(Role.USER, Map.of());
        String token = token(email);
        assertThat(query("select round(extract(epoch from expires - created_at)) from auth.verification_tokens"
                        + " where identifier = 'password-reset:' || (select id from auth.users where email = '" + email
                        + "')"))
                .containsExactly("900");
        Household.execute("update auth.verification_tokens set expires = now()");

        reset(token, OTHER).then().statusCode(400).body("code", equalTo("INVALID_TOKEN"));
        reset("A".repeat(43), OTHER).then().statusCode(400).body("code", equalTo("INVALID_TOKEN"));
    }

    @Test
    void aPasswordThatIsNotTakenLeavesTheLinkAsItIs() {
        String email = Household.unsigned(Role.USER, Map.of("requiresPasswordChange", true));
        String token = token(email);

        for (String refused : List.of("short", "passwordpassword", email)) {
            reset(token, refused).then().statusCode(400).body("errors[0].field", equalTo("newPassword"));
        }
        reset(token, OTHER).then().statusCode(204);

        logIn(email, OTHER).then().statusCode(200).body("user.requiresPasswordChange", equalTo(false));
    }

    /** The same bytes, and the same work before them: one row, whoever is meant. */
    @Test
    void theAnswerDoesNotTellWhetherThereIsAnAccount() {
        String known = Household.unsigned(Role.USER, Map.of());
        String suspended = Household.unsigned(Role.USER, Map.of());
        Household.execute("update auth.users set status = 'suspended' where email = ?", suspended);
        String plexOnly = Household.unsigned(Role.USER, Map.of());
        Household.execute(
                "delete from auth.local_credentials where user_id = (select id from auth.users where email = ?)",
                plexOnly);
        String unknown = "u" + UUID.randomUUID() + "@example.org";

        for (String email : List.of(known, suspended, plexOnly, unknown)) {
            long before = written();
            Response answer = forgot(email);
            answer.then().statusCode(202);
            assertThat(answer.body().asByteArray()).isEmpty();
            assertThat(answer.headers().getValues("RateLimit-Policy"))
                    .containsExactly("\"password-reset-address\";q=20;w=3600", "\"password-reset\";q=3;w=3600");
            assertThat(written() - before).isEqualTo(1);
        }

        Mailbox.of(known).await(SUBJECT);
        Awaitility.await()
                .until(() -> query("select count(*) from auth.password_reset_requests")
                        .equals(List.of("0")));
        for (String silent : List.of(suspended, plexOnly, unknown)) {
            assertThat(Mailbox.of(silent).all()).isEmpty();
        }
        assertThat(query("select identifier from auth.verification_tokens t join auth.users u"
                        + " on t.identifier = 'password-reset:' || u.id where u.email <> '" + known + "'"
                        + " and u.email in ('" + suspended + "', '" + plexOnly + "')"))
                .isEmpty();
    }

    @Test
    void isLimitedWhetherThereIsAnAccountOrNot() {
        for (String email : List.of(Household.unsigned(Role.USER, Map.of()), UUID.randomUUID() + "@example.org")) {
            for (int i = 0; i < 3; i++) {
                forgot(email).then().statusCode(202);
            }
            forgot(email.toUpperCase(Locale.ROOT))
                    .then()
                    .statusCode(429)
                    .body("code", equalTo("RATE_LIMITED"))
                    .body("policy", equalTo("password-reset"));
        }
    }

    private static String token(String email) {
        forgot(email).then().statusCode(202);
        return Mailbox.of(email).await(SUBJECT).token();
    }

    private static Response forgot(String email) {
        return post("/auth/password/forgot", Map.of("email", email));
    }

    private static Response reset(String token, String password) {
        return post("/auth/password/reset", Map.of("token", token, "newPassword", password));
    }

    private static Response logIn(String email, String password) {
        return post("/auth/login", Map.of("email", email, "password", password));
    }

    /** How many requests have been written down since the first call. */
    private static long written() {
        Household.execute("create table if not exists auth.written_requests (id uuid)");
        Household.execute("""
                create or replace function auth.note_request() returns trigger language plpgsql security definer as
                $$ begin insert into auth.written_requests values (new.id); return null; end $$""");
        Household.execute("""
                create or replace trigger note_request after insert on auth.password_reset_requests
                    for each row execute function auth.note_request()""");
        return Long.parseLong(
                query("select count(*) from auth.written_requests").getFirst());
    }
}
