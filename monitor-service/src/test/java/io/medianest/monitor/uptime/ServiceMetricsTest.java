package io.medianest.monitor.uptime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.testing.stores.Sql;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class ServiceMetricsTest {
    @RegisterExtension
    static final Household household = new Household();

    private static final String NAME = "a measured service";

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    /** Up for nine hours of ten. */
    @Test
    void aServiceIsShownAsLongAsItIsThere() {
        Sql.run("insert into monitor.service_status (service_name, status) values (?, 'offline')", NAME);
        Sql.run("""
                insert into monitor.service_state_intervals (service_id, started_at, status)
                select s.id, now() - hours * interval '1 hour', state
                from monitor.service_status s, (values (10, 'online'), (1, 'offline')) as past(hours, state)
                where s.service_name = ?
                """, NAME);

        await().untilAsserted(() -> assertThat(shown())
                .contains("medianest_service_status{service=\"" + NAME + "\",status=\"offline\"} 1.0")
                .contains("medianest_service_status{service=\"" + NAME + "\",status=\"online\"} 0.0")
                // Cut off after four digits; some downtime has passed since.
                .containsPattern(
                        "medianest_service_uptime_ratio\\{service=\"" + NAME + "\",window=\"24h\"} 0\\.89\\d\\d\n"));

        Sql.run("delete from monitor.service_status where service_name = ?", NAME);
        await().untilAsserted(() -> assertThat(shown()).doesNotContain(NAME));
    }

    @Test
    void howLongAnswersTookIsAHistogramOfEachService() {
        await().untilAsserted(() -> assertThat(shown())
                .contains("medianest_service_status{service=\"database\",status=\"online\"} 1.0")
                .containsPattern(
                        "medianest_monitor_probe_seconds_bucket\\{finding=\"up\",service=\"database\",le=\"0.5\"}")
                .contains("medianest_monitor_schedule_lag_seconds_bucket{le=\"1.0\"}"));
    }

    private String shown() {
        return given().get(metrics).asString();
    }
}
