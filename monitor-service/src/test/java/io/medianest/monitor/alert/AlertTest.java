package io.medianest.monitor.alert;

import static io.medianest.monitor.alert.Channels.body;
import static io.medianest.monitor.alert.Channels.make;
import static io.medianest.monitor.alert.Channels.webhook;
import static io.medianest.monitor.alert.Channels.with;
import static io.medianest.monitor.alert.Incidents.begin;
import static io.medianest.monitor.alert.Incidents.deliveries;
import static io.medianest.monitor.alert.Incidents.end;
import static io.medianest.monitor.alert.Incidents.service;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.monitor.alert.Receiver.Received;
import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.schedule.Rounds;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.plex.PlexSimulator;
import io.medianest.testing.mail.MailServer;
import io.medianest.testing.mail.Mailbox;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class AlertTest {
    @RegisterExtension
    static final Household household = new Household();

    @Inject
    DeliveryQueue queue;

    @Inject
    AlertSender sender;

    @Inject
    AlertConfig config;

    @Inject
    AlertMetrics alertMetrics;

    @Inject
    MeterRegistry metrics;

    @Inject
    Rounds rounds;

    @TestHTTPResource(value = "/metrics", management = true)
    URL page;

    private Receiver receiver;
    private Member admin;

    @BeforeEach
    void start() {
        receiver = new Receiver();
        admin = household.member(Role.ADMIN);
    }

    @AfterEach
    void stop() {
        Incidents.forget();
        receiver.close();
    }

    @Test
    void whoeverWantsToIsToldThatPlexIsDownAndThatItIsBack() throws Exception {
        String first = "first-" + UUID.randomUUID() + "@example.org";
        String second = "second-" + UUID.randomUUID() + "@example.org";
        make(admin, with(webhook(receiver.url("/hook"), "plex"), "secret", "s3cret-of-the-webhook"));
        make(
                admin,
                with(
                        body("ntfy", Map.of("url", receiver.url(""), "topic", "home"), "plex", "redis"),
                        "secret",
                        "tk_of_ntfy"));
        make(admin, body("email", Map.of("recipients", List.of(first, second)), "plex"));
        try (PlexSimulator plex = PlexSimulator.start()) {
            configure(plex);
            await().until(() ->
                    "online".equals(admin.api().get("/services/plex").path("status")));
            plex.server().goDown(Down.REFUSING);
            await().until(() -> receiver.all().size() == 2);
            plex.server().comeBack();
            await().until(() -> receiver.all().size() == 4);
        }

        List<Received> hooks = at("/hook");
        assertThat(hooks).extracting(hook -> hook.json().getString("event")).containsExactly("down", "up");
        assertThat(hooks.getFirst().json().getMap("$"))
                .containsEntry("service", "plex")
                .containsEntry("displayName", "Films")
                .containsEntry("status", "offline")
                .containsEntry("cause", "Nothing answers under its address.")
                .containsKeys("incidentId", "startedAt")
                .doesNotContainKeys("endedAt", "durationSeconds");
        assertThat(hooks.getLast().json().getMap("$"))
                .containsEntry("status", "online")
                .containsEntry("incidentId", hooks.getFirst().json().getString("incidentId"))
                .containsKeys("endedAt", "durationSeconds");
        assertSigned(hooks.getFirst(), "s3cret-of-the-webhook");

        Received message = at("/").getFirst();
        assertThat(message.header("Authorization")).isEqualTo("Bearer tk_of_ntfy");
        assertThat(message.json().getMap("$"))
                .containsEntry("topic", "home")
                .containsEntry("title", "Films is offline")
                .containsEntry("priority", 4)
                .containsEntry("tags", List.of("rotating_light"));
        assertThat(at("/").getLast().json().getString("title")).isEqualTo("Films is back");
        // The server for tests puts a mail into the last one's box.
        Mailbox box = Mailbox.of(second);
        assertThat(box.await("[MediaNest] Films is offline").text())
                .contains("Cause: Nothing answers under its address.");
        assertThat(box.await("[MediaNest] Films is back").text()).contains("From ");
        assertThat(box.all())
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail.headers()).contains(first));
    }

    @Test
    void ofSeveralInstancesOneTellsEach() {
        make(admin, webhook(receiver.url("/hook"), services(12)));
        AlertRounds other = new AlertRounds(queue, sender, config, alertMetrics, rounds);
        AlertRounds third = new AlertRounds(queue, sender, config, alertMetrics, rounds);
        services(12, name -> begin(service(name), "offline", 5));
        await().pollDelay(Duration.ZERO).until(() -> both(other, third) && told("down") == 12);
        end("alert-many-");
        await().pollDelay(Duration.ZERO).until(() -> both(other, third) && told("up") == 12);

        assertThat(receiver.all())
                .extracting(hook -> hook.json().getString("event") + hook.json().getString("incidentId"))
                .doesNotHaveDuplicates()
                .hasSize(24);
        assertThat(Sql.column("select distinct event || ' ' || state || ' ' || attempts from"
                        + " monitor.alert_deliveries order by 1"))
                .containsExactly("down sent 1", "up sent 1");
    }

    @Test
    void whatSomebodyHadTakenWhoDiedIsToldByAnother() {
        String service = service("taken");
        make(admin, with(webhook(receiver.url("/hook"), service), "minimumOutageSeconds", 3_600));
        begin(service, "offline", 5);
        String id = Sql.value("select id::text from monitor.alert_deliveries");
        String channel = Sql.value("select id::text from monitor.alert_channels");
        // Taken by one whose time is over.
        Sql.run("update monitor.alert_deliveries set attempts = 1, next_attempt_at = now()");
        await().until(() -> deliveries(service).equals(List.of("down sent 2")));

        Dispatch late = new Dispatch(
                UUID.fromString(id),
                UUID.fromString(channel),
                AlertKind.WEBHOOK,
                new AlertDestination(receiver.url("/hook"), null, null),
                null,
                1,
                Alert.test(Instant.now()));
        queue.failed(late, "Too late.").await().indefinitely();
        assertThat(deliveries(service)).containsExactly("down sent 2");
        assertThat(receiver.all()).hasSize(1);
    }

    @Test
    void whoeverIsInTroubleIsTriedAgain() {
        receiver.first(500, 429);
        String service = service("trouble");
        make(admin, webhook(receiver.url("/hook"), service));
        begin(service, "offline", 5);

        await().until(() -> deliveries(service).equals(List.of("down sent 3")));
        assertThat(receiver.all())
                .extracting(hook -> hook.header("webhook-id"))
                .hasSize(3)
                .containsOnly(receiver.all().getFirst().header("webhook-id"));
        assertThat(receiver.all().getFirst().header("webhook-signature")).isNull();

        String mail = service("mail");
        String address = MailServer.BUSY + UUID.randomUUID() + "@example.org";
        make(admin, body("email", Map.of("recipients", List.of(address)), mail));
        begin(mail, "degraded", 5);
        assertThat(Mailbox.of(address).await("alert-mail is degraded").text()).contains("Since ");
    }

    @Test
    void whoeverStaysInTroubleIsGivenUpAndHearsOfNoEnd() {
        double failed = counted("failed");
        String service = service("lost");
        make(admin, webhook(receiver.answers(500).url("/hook"), service));
        begin(service, "offline", 5);
        await().until(() -> deliveries(service).equals(List.of("down failed 4")));
        receiver.answers(200);
        end(service);
        await().until(() -> deliveries(service).equals(List.of("down failed 4", "up skipped 0")));

        assertThat(receiver.all()).hasSize(4);
        assertThat(counted("failed")).isEqualTo(failed + 1);
        assertThat(given().get(page).asString())
                .contains("medianest_monitor_alerts_total{kind=\"webhook\",outcome=\"postponed\"}")
                .contains("medianest_monitor_alerts_pending ")
                .contains("medianest_monitor_alerts_oldest_pending_seconds ");
        assertThat(reason(service, "down")).isEqualTo("It answers with the status 500.");
    }

    @Test
    void whatIsWrongForGoodIsNotTriedAgain() {
        String gone = service("gone");
        String moved = service("moved");
        String nobody = service("nobody");
        make(admin, webhook(receiver.url("/hook"), gone, moved));
        make(admin, body("email", Map.of("recipients", List.of(MailServer.NOBODY + "x@example.org")), nobody));
        receiver.first(410);
        begin(gone, "offline", 5);
        await().until(() -> deliveries(gone).equals(List.of("down failed 1")));
        receiver.answers(307);
        begin(moved, "offline", 5);
        await().until(() -> deliveries(moved).equals(List.of("down failed 1")));
        begin(nobody, "offline", 5);
        await().until(() -> deliveries(nobody).equals(List.of("down failed 1")));

        assertThat(at("/elsewhere")).isEmpty();
        assertThat(reason(moved, "down")).contains("redirect");
        assertThat(reason(nobody, "down")).contains("refused with 550");
    }

    @Test
    void shortOutagesAreNotTold() {
        String service = service("blip");
        Map<String, Object> patient = with(webhook(receiver.url("/hook"), service), "minimumOutageSeconds", 60);
        make(admin, with(patient, "offlineOnly", true));
        begin(service, "offline", 200, 150);
        begin(service, "degraded", 150, 20);
        begin(service, "offline", 20);
        await().until(() -> deliveries(service).equals(List.of("down skipped 0", "up skipped 0", "down pending 0")));
        assertThat(reason(service, "down")).contains("minimum outage");
        assertThat(receiver.all()).isEmpty();

        Sql.run("update monitor.alert_deliveries set next_attempt_at = now() where state = 'pending'");
        await().until(() -> told("down") == 1);
    }

    @Test
    void nothingIsSaidDuringMaintenance() {
        String lasting = service("lasting");
        String over = service("over");
        make(admin, webhook(receiver.url("/hook"), lasting, over));
        for (String service : List.of(lasting, over)) {
            Sql.run("""
                    insert into monitor.maintenance_windows (service_id, title, starts_at, ends_at)
                    select id, 'A bigger disk', now() - interval '10 minutes', now() + interval '1 hour'
                    from monitor.service_status where service_name = ?""", service);
            begin(service, "offline", 5);
        }
        end(over);
        await().until(() -> deliveries(over).equals(List.of("down skipped 0", "up skipped 0")));
        assertThat(deliveries(lasting)).containsExactly("down pending 0");
        assertThat(receiver.all()).isEmpty();

        Sql.run("update monitor.maintenance_windows set ends_at = now() where ends_at > now()");
        await().until(() -> deliveries(lasting).equals(List.of("down sent 1")));
        assertThat(receiver.all()).hasSize(1);
    }

    @Test
    void whatBecomesWorseIsNotBack() {
        String service = service("worse");
        make(admin, webhook(receiver.url("/hook"), service));
        begin(service, "degraded", 20, 10);
        begin(service, "offline", 10, 5);
        begin(service, "degraded", 5);

        await().until(() -> deliveries(service)
                .equals(List.of("down sent 1", "up skipped 0", "down sent 1", "up sent 1", "down sent 1")));
        assertThat(receiver.all())
                .extracting(hook ->
                        hook.json().getString("event") + " " + hook.json().getString("status"))
                .containsExactlyInAnyOrder("down degraded", "down offline", "up degraded", "down degraded");
    }

    @Test
    void theLogKeepsNoMoreThanItShouldAndWhatLasts() {
        String service = service("log");
        String lasting = service("stays");
        make(admin, webhook(receiver.url("/hook"), service, lasting));
        begin(lasting, "offline", 400);
        await().until(() -> deliveries(lasting).equals(List.of("down sent 1")));
        for (int i = 4; i > 0; i--) {
            begin(service, "offline", 60 * i, 60 * i - 5);
        }
        await().until(() -> told("up") == 4);
        queue.prune(2).await().indefinitely();

        assertThat(deliveries(service)).containsExactly("down sent 1", "up sent 1");
        assertThat(deliveries(lasting)).hasSize(1);
    }

    /** Two instances at the same time; the service's own is a third. */
    private static boolean both(AlertRounds one, AlertRounds other) {
        try {
            VertxContextSupport.subscribeAndAwait(
                    () -> Uni.join().all(one.round(), other.round()).andFailFast());
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] services(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "alert-many-" + i;
        }
        return names;
    }

    private static void services(int count, Consumer<String> each) {
        for (int i = 0; i < count; i++) {
            each.accept("many-" + i);
        }
    }

    private long told(String event) {
        return receiver.all().stream()
                .filter(hook -> hook.json().getString("event").equals(event))
                .count();
    }

    private List<Received> at(String path) {
        return receiver.all().stream().filter(one -> one.path().equals(path)).toList();
    }

    private double counted(String outcome) {
        return metrics.counter("medianest.monitor.alerts", "kind", "webhook", "outcome", outcome)
                .count();
    }

    private static String reason(String service, String event) {
        return Sql.value("""
                select d.reason from monitor.alert_deliveries d join monitor.incidents i on i.id = d.incident_id
                join monitor.service_status s on s.id = i.service_id
                where s.service_name = ? and d.event = ? order by d.created_at limit 1""", service, event);
    }

    private void configure(PlexSimulator plex) {
        admin.api()
                .body(Map.of(
                        "serviceUrl", plex.server().baseUrl(),
                        "apiKey", plex.owner().token(),
                        "enabled", true,
                        "configData", Map.of("displayName", "Films")))
                .put("/service-configs/plex?test=false")
                .then()
                .statusCode(200);
    }

    /** As Standard Webhooks says. */
    private static void assertSigned(Received hook, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = hook.header("webhook-id") + "." + hook.header("webhook-timestamp") + "." + hook.text();
        assertThat(hook.header("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }
}
