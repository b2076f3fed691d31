package io.medianest.auth;

import static io.medianest.auth.Household.admin;
import static io.medianest.auth.Household.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

    @Test
    void tellsWhoMadeAndChangedAUser() {
        String correlation = "audit-" + UUID.randomUUID();
        Person person = Household.person(Role.USER);
        admin().asks()
                .header("X-Correlation-Id", correlation)
                .body(Map.of("status", "suspended"))
                .patch("/api/v1/users/" + person.id())
                .then()
                .statusCode(200);

        assertThat(query(
                        "select operation || ' ' || login_role from audit.change_log where actor_id = ?"
                                + " and table_name = 'users' and row_id = ? order by id",
                        admin().id().toString(),
                        person.id().toString()))
                .containsExactly("insert auth_service", "update auth_service");
        assertThat(query(
                        "select distinct table_name from audit.change_log where correlation_id = ? order by 1",
                        correlation))
                .containsExactly("devices", "revocations", "session_tokens", "users");
        assertThat(query(
                        "select changes->'status'->>'new' from audit.change_log where correlation_id = ?"
                                + " and table_name = 'users'",
                        correlation))
                .containsExactly("suspended");
    }

    @Test
    void everyChangeHasAnActor() {
        Person person = Household.person(Role.USER);
        Household.refresh(person.refreshToken());
        person.asks().post("/api/v1/auth/logout");

        assertThat(query("select distinct actor_id from audit.change_log where login_role = 'auth_service'"))
                .contains("service:auth-service", person.id().toString())
                .doesNotContain("unknown");
    }

    @Test
    void showsNoSecretAndNoPersonalValue() {
        Person person = Household.person(Role.USER);
        Person refreshed = Household.person(Household.refresh(person.refreshToken()));

        List<String> rows = query("select changes::text from audit.change_log where login_role = 'auth_service'");

        assertThat(rows)
                .isNotEmpty()
                .noneMatch(row -> row.contains("argon2")
                        || row.contains(person.email())
                        || row.contains(refreshed.refreshToken())
                        || row.contains("v1:"));
        assertThat(query("select changes->'password_hash'->>'new' from audit.change_log"
                        + " where table_name = 'local_credentials' and operation = 'insert'"))
                .containsOnly("[redacted]");
    }
}
