package io.medianest.monitor.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class StatsTest {
    @RegisterExtension
    static final Household household = new Household();

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void errorsOfTheLastDayAreCountedByEndpoint() {
        Member admin = household.member(Role.ADMIN);
        String route = "/things/" + admin.id();
        Sql.run("""
                insert into monitor.error_logs (correlation_id, service, error_code, error_message, request_path,
                                                request_method, route, metadata, created_at)
                select 'c', 'media-service', 'E', 'x', '/things/1', 'GET', ?, cast(m as jsonb), now() - age
                from (values ('{"count": 900000}', interval '1 hour'), (null, interval '23 hours'),
                             ('{"count": 50}', interval '25 hours')) as e(m, age)
                """, route);

        await().untilAsserted(() -> {
            admin.api()
                    .get("/stats")
                    .then()
                    .body("errors.find { it.route == '" + route + "' }.errors", equalTo(900_001));
            assertThat(given().get(metrics).asString())
                    .contains("medianest_endpoint_errors{method=\"GET\",route=\"" + route
                            + "\",service=\"media-service\"} 900001.0")
                    .contains("medianest_monitor_sampling_seconds_count{what=\"errors\"}");
        });
    }

    @Test
    void whatThereIsIsCountedAndShownToPrometheusToo() {
        Member admin = household.member(Role.ADMIN);
        Sql.run(
                "insert into auth.sessions (session_token, user_id, expires) values (?, ?, now() + interval '1 hour'),"
                        + " (?, ?, now() - interval '1 hour')",
                "running" + admin.id(),
                admin.id(),
                "over" + admin.id(),
                admin.id());
        long sessions = Long.parseLong(Sql.value("select count(*) from auth.sessions where expires > now()"));

        await().untilAsserted(() -> {
            var stats =
                    admin.api().get("/stats").then().statusCode(200).extract().jsonPath();
            assertThat(stats.getLong("activeSessions")).isEqualTo(sessions);
            assertThat(stats.getLong("users.active"))
                    .isEqualTo(Long.parseLong(Sql.value("select count(*) from auth.users where status = 'active'")));
        });
        assertThat(given().get(metrics).asString())
                .contains("medianest_active_sessions{kind=\"browser\"} " + sessions + ".0")
                .contains("medianest_users{status=\"active\"}");
    }
}
