package io.medianest.monitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.medianest.events.Topics;
import io.medianest.events.service.ServiceConfigChanged;
import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.simulators.plex.PlexSimulator;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MonitorTest
class ServiceConfigTest {
    @RegisterExtension
    static final Household household = new Household();

    private static PlexSimulator plex;
    private static OverseerrSimulator overseerr;
    private static Member admin;

    private final ConfiguredServices services;

    ServiceConfigTest(ConfiguredServices services) {
        this.services = services;
    }

    @BeforeAll
    static void start() {
        plex = PlexSimulator.start();
        overseerr = OverseerrSimulator.start(0);
        admin = household.member(Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        plex.close();
        overseerr.close();
    }

    @Test
    void aKeyGoesInAndNeverComesOut() {
        String token = plex.owner().token();
        try (KafkaProbe events = KafkaProbe.on(Topics.SERVICES)) {
            String answers = putPlex(token)
                            .statusCode(200)
                            .body("apiKeySet", equalTo(true), "serviceUrl", equalTo(plexUrl()))
                            .extract()
                            .asString()
                    + admin.api().get("/service-configs").asString()
                    + admin.api().get("/service-configs/plex").asString()
                    + admin.api().get("/service-configs/plex/changes").asString()
                    + events.awaitReceived(
                                    ServiceConfigChanged.class,
                                    changed -> changed.enabled()
                                            && changed.serviceName().equals("plex"))
                            .json();

            assertThat(answers).doesNotContain(token);
        }
        assertThat(Sql.value("select row_to_json(c)::text from monitor.service_config c"))
                .contains("\"plex\"")
                .doesNotContain(token);
        assertThat(Sql.value("select string_agg(c::text, ' ') from audit.change_log c where table_name ="
                        + " 'service_config'"))
                .doesNotContain(token)
                .doesNotContain(Sql.value("select api_key from monitor.service_config"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> services.find("plex")
                        .filter(service -> token.equals(service.key()))
                        .isPresent());
    }

    @Test
    void whatDoesNotAnswerAsItShouldIsNotSaved() {
        putPlex("wrong")
                .statusCode(422)
                .body("code", equalTo("CONNECTION_FAILED"), "detail", containsString("does not take the key"));
        put("plex", overseerr.baseUrl(), "key", Map.of())
                .statusCode(422)
                .body("detail", containsString("no Plex Media Server"));
        put("overseerr", "http://127.0.0.1:1", "key", Map.of())
                .statusCode(422)
                .body("detail", containsString("Nothing answers"));
        put("overseerr", "http://169.254.169.254", "key", Map.of())
                .statusCode(422)
                .body("detail", containsString("may not speak to"));

        assertThat(Sql.column("select service_name from monitor.service_config"))
                .isEmpty();
        send("/overseerr?test=false", body("http://127.0.0.1:1", "key", true, Map.of()), null)
                .statusCode(200);
        admin.api()
                .post("/service-configs/overseerr/test")
                .then()
                .statusCode(200)
                .body("ok", equalTo(false), "message", containsString("Nothing answers"));
    }

    @Test
    void aConnectionIsTriedAgainAtAnyTime() {
        put("overseerr", overseerr.baseUrl(), overseerr.apiKey(), Map.of()).statusCode(200);

        admin.api()
                .post("/service-configs/overseerr/test")
                .then()
                .statusCode(200)
                .body("ok", equalTo(true));
        admin.api().post("/service-configs/plex/test").then().statusCode(404);
    }

    @Test
    void aKeptKeyGoesToNoOtherHost() {
        putPlex(plex.owner().token()).statusCode(200);

        send("/plex", body(plexUrl() + "/", null, true, Map.of("public", true)), null)
                .statusCode(200)
                .body("apiKeySet", equalTo(true), "configData.public", equalTo(true));
        send("/plex", body("http://attacker.example:32400", null, true, Map.of()), null)
                .statusCode(400)
                .body("errors.field", contains("apiKey"));
        send("/plex", body(plexUrl(), "", false, Map.of()), null)
                .statusCode(200)
                .body("apiKeySet", equalTo(false), "enabled", equalTo(false));
    }

    @Test
    void whoChangesWhatHasChangedMeanwhileIsTold() {
        String first = putPlex(plex.owner().token()).statusCode(200).extract().header("ETag");
        Map<String, Object> off = body(plexUrl(), null, false, Map.of());

        String second = send("/plex", off, first).statusCode(200).extract().header("ETag");
        assertThat(second).isNotEqualTo(first);
        send("/plex", off, first).statusCode(412);
        send("/overseerr", off, first).statusCode(412);
        admin.api()
                .header("If-Match", first)
                .delete("/service-configs/plex")
                .then()
                .statusCode(412);
        admin.api()
                .header("If-Match", second)
                .delete("/service-configs/plex")
                .then()
                .statusCode(204);
        admin.api().get("/service-configs/plex").then().statusCode(404);
    }

    @Test
    void theTrailSaysWhoDidWhat() {
        String name = "Sonarr " + admin.id().toString().substring(0, 8);
        Map<String, Object> settings = Map.of("kind", "http");
        put(name, plexUrl() + "/identity", "secret-of-sonarr", settings).statusCode(200);
        send("/" + name, body(plexUrl() + "/identity", "another-secret", false, settings), null)
                .statusCode(200);
        admin.api().delete("/service-configs/" + name).then().statusCode(204);

        String cursor = admin.api()
                .get("/service-configs/" + name + "/changes?limit=2")
                .then()
                .statusCode(200)
                .body("items.operation", contains("delete", "update"))
                .body("items[1].changes.enabled.new", equalTo(false), "items[1].actorId", equalTo("" + admin.id()))
                .extract()
                .path("nextCursor");
        admin.api()
                .get("/service-configs/" + name + "/changes?cursor=" + cursor)
                .then()
                .body("items.operation", contains("insert"), "nextCursor", equalTo(null))
                .body(not(containsString("secret-of-sonarr")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plex        | http://127.0.0.1:1       | {"secret": "x"}                         | configData.secret
            plex        | http://127.0.0.1:1       | {"intervalSeconds": 1}                  | configData.intervalSeconds
            overseerr   | http://127.0.0.1:1       | {"webhookRegistered": "yes"}            | configData.webhookRegistered
            my-service  | http://127.0.0.1:1       | {}                                      | configData.kind
            my-service  | http://127.0.0.1:1       | {"kind": "icmp"}                        | configData.kind
            my-service  | tcp://127.0.0.1:1        | {"kind": "http"}                        | serviceUrl
            my-service  | tcp://127.0.0.1          | {"kind": "tcp"}                         | serviceUrl
            plex        | file:///etc/passwd       | {}                                      | serviceUrl
            plex        | http://me:pw@127.0.0.1:1 | {}                                      | serviceUrl
            plex        | plex                     | {}                                      | serviceUrl
            -plex       | http://127.0.0.1:1       | {"kind": "http"}                        | name
            """)
    void whatIsNotAsItShouldBeIsNamed(String name, String url, String settings, String field) {
        String body = "{\"serviceUrl\":\"%s\",\"enabled\":true,\"configData\":%s}".formatted(url, settings);

        admin.api()
                .body(body)
                .put("/service-configs/" + name)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem(field));
    }

    private static ValidatableResponse putPlex(String token) {
        return put("plex", plexUrl(), token, Map.of());
    }

    private static ValidatableResponse put(String name, String url, String key, Map<String, Object> settings) {
        return send("/" + name, body(url, key, true, settings), null);
    }

    private static ValidatableResponse send(String path, Map<String, Object> body, String version) {
        var request = admin.api().body(body);
        if (version != null) {
            request.header("If-Match", version);
        }
        return request.put("/service-configs" + path).then();
    }

    private static Map<String, Object> body(String url, String key, boolean enabled, Map<String, Object> settings) {
        return key == null
                ? Map.of("serviceUrl", url, "enabled", enabled, "configData", settings)
                : Map.of("serviceUrl", url, "apiKey", key, "enabled", enabled, "configData", settings);
    }

    private static String plexUrl() {
        return plex.server().baseUrl();
    }
}
