package io.medianest.auth;

import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.runtime.security.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A sign-in that fails tells nobody whether there is such an account: by its answer, or by the work that was done for it,
 * which is what a stopwatch would see. The same of a forgotten password: {@link PasswordResetTest}.
 */
@QuarkusTest
class EnumerationTest {
    private static final List<String> OF_EACH_CALL = List.of("instance", "correlationId");

    private final MeterRegistry metrics;

    EnumerationTest(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Test
    void aSignInThatFailsIsAnsweredAlikeAfterTheSameWork() {
        String known = Household.unsigned(Role.USER, Map.of());
        String suspended = Household.unsigned(Role.USER, Map.of());
        Household.execute("update auth.users set status = 'suspended' where email = ?", suspended);
        String mustChange = Household.unsigned(Role.USER, Map.of("requiresPasswordChange", true));
        String plexOnly = Household.unsigned(Role.USER, Map.of());
        Household.execute(
                "delete from auth.local_credentials where user_id = (select id from auth.users where email = ?)",
                plexOnly);
        String unknown = "u" + UUID.randomUUID() + "@example.org";

        List<Map<String, Object>> answers = new ArrayList<>();
        for (String email : List.of(known, suspended, mustChange, plexOnly, unknown)) {
            long hashed = hashed();
            long recorded = recorded();
            Response answer = post("/auth/login", Map.of("email", email, "password", "not the one that it is"));
            answers.add(comparable(answer));
            assertThat(hashed() - hashed).as("passwords hashed for %s", email).isEqualTo(1);
            assertThat(recorded() - recorded)
                    .as("events recorded for %s", email)
                    .isEqualTo(1);
        }

        assertThat(answers.getFirst()).containsEntry("code", "INVALID_CREDENTIALS");
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.getFirst()));
    }

    /** Status, headers but for the length and the ids, and body. */
    private static Map<String, Object> comparable(Response answer) {
        Map<String, Object> seen = new HashMap<>(answer.jsonPath().<String, Object>getMap("$"));
        seen.keySet().removeAll(OF_EACH_CALL);
        Map<String, String> headers = new TreeMap<>();
        answer.headers().forEach(header -> headers.put(header.getName(), header.getValue()));
        headers.keySet().removeAll(List.of("X-Correlation-Id", "content-length", "Content-Length"));
        seen.put("headers", headers);
        seen.put("http", answer.statusCode());
        return seen;
    }

    private long hashed() {
        return metrics.get("medianest.auth.password.hashing").timer().count();
    }

    private static long recorded() {
        return Long.parseLong(query("select count(*) from auth.security_events where type = 'sign-in-failed'")
                .getFirst());
    }
}
