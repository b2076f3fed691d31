package io.medianest.monitor.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MonitorTest
class MaintenanceTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member admin;

    @BeforeEach
    void noMaintenance() {
        admin = household.member(Role.ADMIN);
        Sql.run("delete from monitor.maintenance_windows");
    }

    @Test
    void isAnnouncedForOneServiceOrForAll() {
        announce("plex", Instant.now().plus(Duration.ofDays(2)), Duration.ofHours(2))
                .statusCode(201)
                .header("Location", startsWith("/api/v1/maintenance-windows/"))
                .body("serviceName", equalTo("plex"), "createdBy", equalTo("" + admin.id()));
        announce(null, Instant.now().plus(Duration.ofDays(1)), Duration.ofHours(1))
                .statusCode(201)
                .body("serviceName", equalTo(null));

        String cursor = admin.api()
                .get("/maintenance-windows?limit=1")
                .then()
                .statusCode(200)
                .body("items.serviceName", contains("plex"), "items.title", contains("A bigger disk"))
                .extract()
                .path("nextCursor");
        admin.api()
                .get("/maintenance-windows?cursor=" + cursor)
                .then()
                .body("items.serviceName", contains((String) null), "nextCursor", equalTo(null));
        assertThat(Sql.value("select count(*)::text from audit.change_log where table_name = 'maintenance_windows'"
                        + " and actor_id = '" + admin.id() + "'"))
                .isEqualTo("2");
    }

    @Test
    void askedForTwiceIsAnnouncedOnce() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = body("plex", null, Instant.now().plus(Duration.ofHours(1)));

        for (int i = 0; i < 2; i++) {
            admin.api()
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/maintenance-windows")
                    .then()
                    .statusCode(201);
        }
        assertThat(Sql.column("select id from monitor.maintenance_windows")).hasSize(1);
    }

    @Test
    void isForgottenBeforeItBeginsEndedWhileItLastsAndKeptAfterwards() {
        String future = announce("plex", Instant.now().plus(Duration.ofDays(1)), Duration.ofHours(1))
                .extract()
                .path("id");
        String running = announce("plex", null, Duration.ofHours(1)).extract().path("id");

        delete(future).statusCode(204);
        delete(future).statusCode(404);
        delete(running).statusCode(204);
        assertThat(Sql.column("select id from monitor.maintenance_windows where ends_at <= now()"))
                .containsExactly(running);
        delete(running).statusCode(409).body("code", equalTo("MAINTENANCE_OVER"));
    }

    @Test
    void exactlyTheTimeInWhichItLastsIsLeftOutOfUptime() {
        // One without a past: what is deleted between tests was never ended.
        String name = "maintained " + admin.id().toString().substring(0, 8);
        admin.api()
                .body(Map.of(
                        "serviceUrl",
                        "tcp://127.0.0.1:" + RestAssured.port,
                        "enabled",
                        true,
                        "configData",
                        Map.of("kind", "tcp")))
                .put("/service-configs/{name}", name)
                .then()
                .statusCode(200);
        await().until(() -> "online".equals(state(name)));
        String id = announce(name, null, Duration.ofHours(1)).extract().path("id");

        await().until(() -> "maintenance".equals(state(name)));
        admin.api().get("/services/{name}", name).then().body("maintenance", equalTo(true));
        delete(id).statusCode(204);
        await().until(() -> "online".equals(state(name)));

        assertThat(Sql.column("""
                        select monitor.ms(w.ends_at - w.starts_at) - (after.cum_excluded_ms - during.cum_excluded_ms)
                        from monitor.maintenance_windows w
                        join monitor.service_state_intervals during
                          on during.service_id = w.service_id and during.started_at = w.starts_at
                         and during.status = 'maintenance'
                        join monitor.service_state_intervals after
                          on after.service_id = w.service_id and after.started_at = w.ends_at""")).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            nobody-knows | A bigger disk | 0    | 60    | serviceName
            plex         | -             | 0    | 60    | title
            plex         | ' '           | 0    | 60    | title
            plex         | A bigger disk | -60  | 60    | startsAt
            plex         | A bigger disk | 10   | 10    | endsAt
            plex         | A bigger disk | 0    | 50000 | endsAt
            plex         | A bigger disk | 600000 | 600060 | startsAt
            """)
    void whatIsNotAsItShouldBeIsNamed(String service, String title, long startsIn, long endsIn, String field) {
        Map<String, Object> body = body(
                service,
                Instant.now().plus(Duration.ofMinutes(startsIn)),
                Instant.now().plus(Duration.ofMinutes(endsIn)));
        body.put("title", title);

        admin.api()
                .body(body)
                .post("/maintenance-windows")
                .then()
                .statusCode(400)
                .body("errors.field", contains(field));
    }

    private ValidatableResponse announce(String service, Instant startsAt, Duration lasts) {
        Instant start = startsAt == null ? Instant.now() : startsAt;
        return admin.api()
                .body(body(service, startsAt, start.plus(lasts)))
                .post("/maintenance-windows")
                .then();
    }

    private static String state(String service) {
        return String.join(
                "",
                Sql.column(
                        "select i.status from monitor.service_state_intervals i join monitor.service_status s on"
                                + " s.id = i.service_id where s.service_name = ? order by i.started_at desc limit 1",
                        service));
    }

    private ValidatableResponse delete(String id) {
        return admin.api().delete("/maintenance-windows/" + id).then();
    }

    private static Map<String, Object> body(String service, Instant startsAt, Instant endsAt) {
        Map<String, Object> body = new HashMap<>();
        body.put("serviceName", service);
        body.put("title", "A bigger disk");
        body.put("startsAt", startsAt == null ? null : startsAt.toString());
        body.put("endsAt", endsAt.toString());
        return body;
    }
}
