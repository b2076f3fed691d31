package io.medianest.monitor.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.events.Topics;
import io.medianest.events.service.ServiceStatusChanged;
import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.monitor.support.YouTubeHealth;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.kuma.UptimeKumaSimulator;
import io.medianest.simulators.plex.PlexSimulator;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class WatchingTest {
    @RegisterExtension
    static final Household household = new Household();

    private static Member admin;
    private static Member user;

    @BeforeAll
    static void people() {
        admin = household.member(Role.ADMIN);
        user = household.member(Role.USER);
    }

    @AfterEach
    void mend() {
        YouTubeHealth.ready(true);
        YouTubeHealth.tells(3, 500);
    }

    @Test
    void storesAreWatchedFromTheBeginning() {
        for (String store : new String[] {"redis", "database", "kafka"}) {
            awaitStatus(store, "online");
        }
        user.api()
                .get("/services/kafka")
                .then()
                .body("uptime.h24", notNullValue(), "enabled", equalTo(true), "maintenance", equalTo(false));
    }

    @Test
    void anOutageOfPlexIsTold() {
        try (PlexSimulator plex = PlexSimulator.start();
                KafkaProbe events = KafkaProbe.on(Topics.SERVICES)) {
            configure("plex", plex.server().baseUrl(), plex.owner().token(), Map.of());
            awaitStatus("plex", "online");

            plex.server().goDown(Down.REFUSING);
            awaitStatus("plex", "offline");
            plex.server().comeBack();
            awaitStatus("plex", "online");

            ServiceStatusChanged told = events.await(
                    ServiceStatusChanged.class,
                    changed ->
                            changed.serviceName().equals("plex") && changed.to().equals("offline"));
            assertThat(told.from()).isEqualTo("online");
            assertThat(told.cause()).isEqualTo("Nothing answers under its address.");
            assertThat(Sql.value("""
                    select severity || ' ' || cause || ' ' || (started_at = ?::timestamptz) || ' ' || (ended_at is not null)
                    from monitor.incidents i join monitor.service_status s on s.id = i.service_id
                    where s.service_name = 'plex' and i.severity = 'offline' order by started_at desc limit 1
                    """, told.at().toString()))
                    .isEqualTo("offline Nothing answers under its address. true true");
            user.api()
                    .get("/services/plex/history")
                    .then()
                    .statusCode(200)
                    .body("states.state", hasItem("offline"))
                    .body("buckets[0].online", greaterThan(0))
                    .body("buckets[0].offline", greaterThan(2));
            user.api()
                    .get("/services/plex")
                    .then()
                    .body("checks.result", hasItems("up", "down"))
                    .body("uptime.h24", lessThan(100f));
        }
    }

    /** Who is asked while it starts, and answers once it has, was not up before. */
    @Test
    void whatAnswersLateIsUpFromItsAnswerOn() {
        try (PlexSimulator plex = PlexSimulator.start()) {
            Duration late = Duration.ofMillis(1500);
            plex.server().faults().add(Fault.latency(late));
            configure("slow starter", plex.server().baseUrl() + "/identity", null, Map.of("kind", "http"));
            awaitStatus("slow starter", "online");

            Instant asked = plex.server().log().all().getFirst().at();
            assertThat(Sql.value(
                            "select i.started_at >= ?::timestamptz from monitor.service_state_intervals i"
                                    + " join monitor.service_status s on s.id = i.service_id"
                                    + " where s.service_name = 'slow starter' and i.status = 'online'",
                            asked.plus(late).toString()))
                    .isEqualTo("t");
            admin.api().delete("/service-configs/slow starter").then().statusCode(204);
        }
    }

    @Test
    void whatIsDisabledIsNotLookedAt() {
        try (PlexSimulator plex = PlexSimulator.start()) {
            configure("plex", plex.server().baseUrl(), plex.owner().token(), Map.of());
            awaitStatus("plex", "online");
            send("plex", plex.server().baseUrl(), null, false, Map.of()).statusCode(200);

            await().until(() -> "disabled".equals(latestState("plex")));
            int asked = plex.server().log().all().size();
            admin.api().post("/services/plex/check").then().statusCode(409).body("code", equalTo("NOT_WATCHED"));

            send("plex", plex.server().baseUrl(), null, true, Map.of()).statusCode(200);
            await().until(() -> "online".equals(latestState("plex")));
            assertThat(plex.server().log().all().size()).isGreaterThan(asked);
        }
    }

    @Test
    void ofWhatHasNoAddressAnyMoreNothingIsKnown() {
        try (PlexSimulator plex = PlexSimulator.start()) {
            configure("plex", plex.server().baseUrl(), plex.owner().token(), Map.of());
            awaitStatus("plex", "online");
            admin.api().delete("/service-configs/plex").then().statusCode(204);

            awaitStatus("plex", null);
            await().until(() -> "unknown".equals(latestState("plex")));
        }
    }

    @Test
    void ownServicesTellOfThemselvesTheirToolsAndTheDisk() {
        awaitStatus("youtube-service", "online");
        awaitStatus("yt-dlp", "online");
        awaitStatus("disk", "online");

        YouTubeHealth.tells(46, 80);
        awaitStatus("yt-dlp", "degraded");
        awaitStatus("disk", "degraded");
        YouTubeHealth.tells(46, 40);
        awaitStatus("disk", "offline");
        YouTubeHealth.ready(false);
        awaitStatus("youtube-service", "offline");

        user.api().get("/services/disk").then().body("checks[0].cause", containsString("4 % of the disk"));
    }

    @Test
    void anythingElseThatAnOperatorNamesIsWatched() {
        try (UptimeKumaSimulator kuma = UptimeKumaSimulator.start()) {
            String page = kuma.baseUrl() + "/api/entry-page";
            configure("my page", page, null, Map.of("kind", "http", "expectedStatus", new int[] {200}));
            configure("nobody", "tcp://127.0.0.1:1", null, Map.of("kind", "tcp"));
            configure("wrong", page, null, Map.of("kind", "http", "bodyContains", "Jellyfin"));
            awaitStatus("my page", "online");
            awaitStatus("nobody", "offline");
            awaitStatus("wrong", "offline");

            admin.api().delete("/service-configs/nobody").then().statusCode(204);
            user.api().get("/services/nobody").then().statusCode(404);
        }
    }

    @Test
    void theMonitorsOfUptimeKumaAreShown() {
        try (UptimeKumaSimulator kuma = UptimeKumaSimulator.start()) {
            configure("uptime-kuma", kuma.baseUrl(), kuma.apiKey(), Map.of());
            awaitStatus("uptime-kuma", "online");
            await().untilAsserted(() -> user.api()
                    .get("/services/uptime-kuma")
                    .then()
                    .body("monitors.size()", equalTo(kuma.monitors().size()))
                    .body("monitors[0].status", notNullValue()));
        }
    }

    @Test
    void anAdminMayLookNow() {
        awaitStatus("redis", "online");
        admin.api()
                .post("/services/redis/check")
                .then()
                .statusCode(200)
                .body("serviceName", equalTo("redis"), "status", equalTo("online"));
        admin.api().post("/services/nothing/check").then().statusCode(404);
        admin.api()
                .get("/services/redis/history?window=1y")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("window"));
    }

    private static void awaitStatus(String service, String status) {
        await(service + " " + status)
                .until(() -> Objects.equals(
                        user.api().get("/services/{name}", service).path("status"), status));
    }

    private static String latestState(String service) {
        return Sql.value(
                "select i.status from monitor.service_state_intervals i join monitor.service_status s on"
                        + " s.id = i.service_id where s.service_name = ? order by i.started_at desc limit 1",
                service);
    }

    private static void configure(String name, String url, String key, Map<String, ?> settings) {
        send(name, url, key, true, settings).statusCode(200);
    }

    private static ValidatableResponse send(
            String name, String url, String key, boolean enabled, Map<String, ?> settings) {
        Map<String, Object> body = new HashMap<>(Map.of("serviceUrl", url, "enabled", enabled, "configData", settings));
        if (key != null) {
            body.put("apiKey", key);
        }
        return admin.api()
                .body(body)
                .put("/service-configs/{name}?test=false", name)
                .then();
    }
}
