package io.medianest.monitor.alert;

import static io.medianest.monitor.alert.Channels.body;
import static io.medianest.monitor.alert.Channels.make;
import static io.medianest.monitor.alert.Channels.post;
import static io.medianest.monitor.alert.Channels.webhook;
import static io.medianest.monitor.alert.Channels.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.mail.Mailbox;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MonitorTest
class AlertChannelTest {
    private static final String SECRET = "canary-of-channels-7351";

    @RegisterExtension
    static final Household household = new Household();

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
    void areMadeSeenChangedAndRemoved() {
        Map<String, Object> asked = with(webhook(receiver.url("/hook"), "plex"), "minimumOutageSeconds", 60);
        var made = post(admin, with(asked, "secret", SECRET))
                .statusCode(201)
                .body("secretSet", equalTo(true), "services", contains("plex"), "minimumOutageSeconds", equalTo(60))
                .body("offlineOnly", equalTo(false), "destination.url", equalTo(receiver.url("/hook")))
                .extract();
        String path = "/alert-channels/" + made.path("id");
        assertThat(made.header("Location")).isEqualTo("/api/v1" + path);
        post(admin, asked).statusCode(409).body("code", equalTo("ALERT_CHANNEL_EXISTS"));

        String first = made.header("ETag");
        String second = admin.api()
                .header("If-Match", first)
                .body(with(asked, "enabled", false))
                .put(path)
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false), "secretSet", equalTo(true), "updatedBy", equalTo("" + admin.id()))
                .extract()
                .header("ETag");
        admin.api().header("If-Match", first).body(asked).put(path).then().statusCode(412);
        admin.api().header("If-Match", first).delete(path).then().statusCode(412);
        admin.api().get(path).then().statusCode(200).header("ETag", second).body("kind", equalTo("webhook"));
        admin.api().get("/alert-channels").then().body("items.name", contains(asked.get("name")));
        admin.api()
                .body(with(asked, "secret", ""))
                .put(path)
                .then()
                .statusCode(200)
                .body("secretSet", equalTo(false));
        admin.api().delete(path).then().statusCode(204);
        admin.api().get(path).then().statusCode(404);
        admin.api().body(asked).put(path).then().statusCode(404);
    }

    @Test
    void aCallThatComesAgainMakesOne() {
        Map<String, Object> asked = webhook(receiver.url("/hook"));
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            admin.api()
                    .header("Idempotency-Key", key)
                    .body(asked)
                    .post("/alert-channels")
                    .then()
                    .statusCode(201);
        }
        assertThat(Sql.column("select name from monitor.alert_channels")).containsExactly("" + asked.get("name"));
    }

    @Test
    void aSecretGoesInAndNeverComesOut() {
        Log log = new Log();
        String name = "alert-secret";
        Incidents.service("secret");
        receiver.answers(500);
        String address = SECRET + "@example.org";
        String id = make(admin, with(webhook(receiver.url("/{secret}/hook"), name), "secret", SECRET));
        String mail = make(admin, body("email", Map.of("recipients", List.of(address)), name));
        Incidents.begin(name, "offline", 5);
        await().until(() -> Incidents.deliveries(name).contains("down failed 4"));
        String answers = admin.api().post("/alert-channels/" + id + "/test").asString()
                + admin.api().get("/alert-channels/" + id).asString()
                + admin.api().get("/alert-deliveries").asString()
                + admin.api().get("/audit?table=alert_channels&rowId=" + id).asString()
                + admin.api().get("/audit?table=alert_channels&rowId=" + mail).asString();
        log.close();

        assertThat(receiver.all())
                .hasSize(5)
                .allSatisfy(call -> assertThat(call.path()).isEqualTo("/" + SECRET + "/hook"));
        assertThat(receiver.all().getFirst().header("webhook-signature")).isNull();
        assertThat(answers).contains("the status 500").doesNotContain(SECRET);
        assertThat(String.join("\n", log.lines))
                .contains("An alert by webhook was not taken")
                .doesNotContain(SECRET);
        assertThat(Sql.value("select string_agg(c::text, ' ') from monitor.alert_channels c where kind = 'webhook'"))
                .doesNotContain(SECRET);
    }

    @Test
    void aKeptSecretGoesToNoOtherHost() {
        Map<String, Object> asked = body("ntfy", Map.of("url", receiver.url(""), "topic", "home"));
        String path = "/alert-channels/" + make(admin, with(asked, "secret", SECRET));

        Map<String, Object> elsewhere =
                with(asked, "destination", Map.of("url", "http://127.0.0.1:1", "topic", "home"));
        admin.api().body(elsewhere).put(path).then().statusCode(400).body("errors.field", contains("secret"));
        admin.api().body(with(elsewhere, "secret", "another")).put(path).then().statusCode(200);
        admin.api()
                .body(webhook(receiver.url("/hook")))
                .put(path)
                .then()
                .statusCode(400)
                .body("errors.field", contains("kind"));
    }

    @Test
    void canBeTriedAtAnyTime() {
        String address = "alert-" + UUID.randomUUID() + "@example.org";
        String mail = make(admin, body("email", Map.of("recipients", List.of(address))));
        String hook = make(admin, with(webhook(receiver.url("/hook")), "enabled", false));
        String nobody = make(admin, webhook("http://127.0.0.1:1/hook"));

        tried(mail).body("ok", equalTo(true));
        tried(hook).body("ok", equalTo(true), "message", equalTo("The test was sent."));
        tried(nobody).body("ok", equalTo(false), "message", equalTo("Nothing answers under this address."));
        receiver.answers(403);
        tried(hook).body("ok", equalTo(false), "message", containsString("403"));

        assertThat(receiver.all().getFirst().json().getString("event")).isEqualTo("test");
        assertThat(Mailbox.of(address).await("MediaNest can reach you here").headers())
                .contains("Auto-Submitted: auto-generated");
        admin.api().get("/alert-deliveries").then().body("items", hasSize(0));
    }

    @Test
    void theLogIsPagedAndFiltered() {
        String name = Incidents.service("log");
        String fine = make(admin, webhook(receiver.url("/hook"), name));
        String wrong = make(admin, webhook("http://127.0.0.1:1/hook", name));
        Incidents.begin(name, "offline", 60, 30);
        await().until(() -> Incidents.deliveries(name)
                .containsAll(List.of("down sent 1", "up sent 1", "down failed 4", "up skipped 0")));

        String cursor = admin.api()
                .get("/alert-deliveries?limit=3&service=" + name)
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .extract()
                .path("nextCursor");
        admin.api()
                .get("/alert-deliveries?limit=3&service=" + name + "&cursor=" + cursor)
                .then()
                .body("items", hasSize(1), "nextCursor", equalTo(null));
        admin.api().get("/alert-deliveries?cursor=" + cursor).then().statusCode(400);
        admin.api()
                .get("/alert-deliveries?state=sent&channelId=" + fine)
                .then()
                .body("items", hasSize(2), "items.channelId", contains(fine, fine))
                .body("items.sentAt", contains(notNullValue(), notNullValue()));
        admin.api()
                .get("/alert-deliveries?state=failed&channelId=" + wrong)
                .then()
                .body("items.reason", contains("Nothing answers under this address."))
                .body("items.attempts", contains(4), "items.event", contains("down"));
        admin.api().get("/alert-deliveries?state=lost").then().statusCode(400).body("errors.field", contains("state"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            webhook | {"url": "http://169.254.169.254/latest"}                   | null  | destination.url
            webhook | {"url": "http://[fe80::1]/hook"}                           | null  | destination.url
            webhook | {"url": "file:///etc/passwd"}                              | null  | destination.url
            webhook | {"url": "http://me:pw@127.0.0.1/"}                         | null  | destination.url
            webhook | {"url": "http://{secret}.example/"}                        | "x"   | destination.url
            webhook | {"url": "http://127.0.0.1/{secret}"}                       | null  | secret
            webhook | {"url": "http://127.0.0.1/", "topic": "x"}                 | null  | destination.topic
            webhook | {"url": "http://127.0.0.1/"}                               | "a b" | secret
            webhook | {"topic": "x"}                                             | null  | destination.url
            ntfy    | {"url": "http://127.0.0.1/"}                               | null  | destination.topic
            ntfy    | {"url": "http://127.0.0.1/", "topic": "a/b"}               | null  | destination.topic
            ntfy    | {"url": "http://169.254.169.254/", "topic": "x"}           | null  | destination.url
            email   | {"recipients": []}                                         | null  | destination.recipients
            email   | {"recipients": ["a@example.org"]}                          | "x"   | secret
            email   | {"url": "http://127.0.0.1/"}                               | null  | destination.url
            sms     | {}                                                         | null  | kind
            """)
    void whatIsNotAsItShouldBeIsNamed(String kind, String destination, String secret, String field) {
        admin.api()
                .body("{\"name\":\"x\",\"kind\":\"%s\",\"enabled\":true,\"destination\":%s,\"secret\":%s}"
                        .formatted(kind, destination, secret))
                .post("/alert-channels")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem(field));
        assertThat(Sql.column("select name from monitor.alert_channels")).isEmpty();
    }

    @Test
    void thereAreNotMoreThanAnybodyNeeds() {
        Sql.run("""
                insert into monitor.alert_channels (id, name, kind, enabled, destination)
                select gen_random_uuid(), 'n' || n, 'email', false, '{"recipients": []}' from generate_series(1, 50) n""");
        post(admin, webhook(receiver.url("/hook"))).statusCode(409).body("code", equalTo("TOO_MANY_ALERT_CHANNELS"));
        Map<String, Object> long61 = new HashMap<>(webhook(receiver.url("/hook")));
        long61.put("name", "x".repeat(61));
        post(admin, long61).statusCode(400).body("errors.field", contains("name"));
    }

    private ValidatableResponse tried(String id) {
        return admin.api().post("/alert-channels/" + id + "/test").then().statusCode(200);
    }

    /** What the service logs meanwhile. */
    private static final class Log extends Handler implements AutoCloseable {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final Logger root = LogManager.getLogManager().getLogger("");

        Log() {
            setFormatter(new SimpleFormatter());
            root.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(getFormatter().format(entry) + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
        }
    }
}
