package io.medianest.auth;

import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What has outlived its time goes, and nothing else. */
@QuarkusTest
class HousekeepingTest {
    private static final List<String> TABLES = List.of(
            "sessions",
            "session_tokens",
            "devices",
            "verification_tokens",
            "plex_pins",
            "rate_limits",
            "security_events",
            "revocations");

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void deletesWhatHasOutlivedItsTimeInBatches() {
        Person person = Household.person(Role.USER);
        JobRuns.run("clean-up");
        fill(person.id(), "hour", 2);
        fill(person.id(), "day", 400);
        execute("""
                insert into auth.verification_tokens (identifier, token, expires)
                select 'email:x' || n, 'old' || n, now() - interval '1 day' from generate_series(1, 2500) n""");
        List<String> before = TABLES.stream().map(HousekeepingTest::count).toList();

        String outcome = JobRuns.run("clean-up");

        assertThat(before).doesNotContain("0");
        assertThat(outcome)
                .isEqualTo("deleted: sessions 2, session_tokens 2, devices 1, devices 1, verification_tokens 2502,"
                        + " plex_pins 2, rate_limits 1, security_events 1, revocations 2");
        assertThat(query("select count(*) from auth.devices where user_id = ?", person.id()))
                .containsExactly("3");
        assertThat(query("select count(*) from auth.rate_limits where user_id = ?", person.id()))
                .containsExactly("1");
        Household.refresh(person.refreshToken()).then().statusCode(200);
        assertThat(query("""
                        select actor_id from audit.change_log
                         where table_name = 'verification_tokens' and operation = 'delete'
                         group by actor_id having count(*) >= 2500""")).containsExactly("service:auth-service");
        assertThat(given().get(metrics).asString())
                .containsPattern("medianest_auth_housekeeping_deleted_total\\{table=\"verification_tokens\"} [1-9]")
                .containsPattern("medianest_jobs_seconds_count\\{job=\"clean-up\",outcome=\"done\"} [1-9]")
                .containsPattern("medianest_job_last_success\\{job=\"clean-up\"} [1-9]");
        assertThat(JobRuns.run("clean-up")).contains("session_tokens 0", "devices 0");
    }

    /** One row of each kind, whose time was over that long ago. */
    private static void fill(UUID user, String unit, int ago) {
        UUID ended = UUID.randomUUID();
        UUID running = UUID.fromString(query(
                        "select id::text from auth.devices where user_id = ? and expires_at > now() + interval '2 days'",
                        user)
                .getFirst());
        for (String sql : """
                insert into auth.devices (id, user_id, expires_at, revoked_at)
                    values ('ENDED', 'USER', now() + interval '1 day', THEN)
                insert into auth.devices (user_id, expires_at) values ('USER', THEN)
                insert into auth.sessions (user_id, session_token, expires, device_id)
                    values ('USER', 'v1:ENDED', THEN, 'RUNNING')
                insert into auth.session_tokens (user_id, token_hash, expires_at, device_id, family_id)
                    values ('USER', 'v1:ENDED', THEN, 'RUNNING', 'ENDED')
                insert into auth.verification_tokens (identifier, token, expires) values ('email:ENDED', 'v1:ENDED', THEN)
                insert into auth.plex_pins (pin_hash, plex_pin_id, code, expires_at) values ('v1:ENDED', 1, 'code', THEN)
                insert into auth.rate_limits (user_id, endpoint, window_start) values ('USER', 'x', THEN)
                insert into auth.security_events (user_id, type, created_at) values ('USER', 'signed-in', THEN)
                insert into auth.revocations (kind, subject_id, until) values ('session', 'ENDED', THEN)
                """.split("\n(?=insert)", -1)) {
            execute(sql.replace("THEN", "now() - interval '%d %ss'".formatted(ago, unit))
                    .replace("ENDED", ended.toString())
                    .replace("RUNNING", running.toString())
                    .replace("USER", user.toString()));
        }
    }

    private static String count(String table) {
        return query("select count(*) from auth." + table).getFirst();
    }
}
