package io.medianest.monitor.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class StatusPageTest {
    private static final String JSON = "/api/v1/status-page";
    private static final String HTML = "/api/v1/status-page/html";

    @RegisterExtension
    static final Household household = new Household();

    private Member admin;

    @BeforeEach
    void nothingIsAnnounced() {
        admin = household.member(Role.ADMIN);
        Sql.run("delete from monitor.maintenance_windows");
        awaitServices();
    }

    @AfterEach
    void callOff() {
        Sql.run("delete from monitor.maintenance_windows");
    }

    @Test
    void withoutAPublicServiceItSaysSo() {
        Sql.run("insert into monitor.maintenance_windows (title, starts_at, ends_at)"
                + " values ('not for everybody', now() + interval '1 hour', now() + interval '2 hours')");
        given().get(JSON)
                .then()
                .statusCode(200)
                .body("state", nullValue(), "message", startsWith("No service is shown here yet"))
                .body("openIncidents", hasSize(0), "recentIncidents", hasSize(0), "maintenance", hasSize(0));
        given().header("Authorization", "Bearer nonsense")
                .get(HTML)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body("html.body.header.h1", startsWith("No service is shown here yet"))
                .body("html.@lang", equalTo("en"));
    }

    @Test
    void onlyWhatAnAdminMarkedIsShownUnderItsPublicName() {
        put("redis", "redis://127.0.0.1:6379", Map.of("public", true, "displayName", "Short memory"));
        put("database", "postgresql://127.0.0.1:5432", Map.of("public", false));
        put("secret box", "tcp://127.0.0.1:1", Map.of("kind", "tcp"));
        put("disk", "http://127.0.0.1:8083", Map.of("public", true));
        incident("redis", "6 minutes", "5 minutes");
        incident("secret box", "6 minutes", null);
        maintenance("redis", "More memory");
        maintenance("secret box", "Nobody's business");
        maintenance(null, "The power is off");
        awaitServices("disk", "Short memory");

        String page = given().get(JSON)
                .then()
                .statusCode(200)
                .body("recentIncidents.displayName", hasItem("Short memory"))
                .body("recentIncidents.severity", hasItem("offline"))
                .body("maintenance.displayName", contains("Short memory", null))
                .body("maintenance.title", contains("More memory", "The power is off"))
                .body("services[1].days", hasSize(90))
                .extract()
                .asString();
        String html = given().get(HTML).then().statusCode(200).extract().asString();

        for (String text : List.of(page, html)) {
            assertThat(text)
                    .contains("Short memory")
                    .doesNotContain("redis", "database", "secret box", "127.0.0.1", "Nothing listens", "business");
        }
        put("redis", "redis://127.0.0.1:6379", Map.of("public", false));
        awaitServices("disk");
        put("disk", "http://127.0.0.1:8083", false, Map.of("public", true));
        awaitServices();
    }

    @Test
    void aDayIsAsExactAsUptimeIs() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        past("a past");
        interval("online", today.minus(Duration.ofHours(60)), 0, 0, 0);
        interval("degraded", today.minus(Duration.ofHours(40)), 0, 0, 0);
        interval("online", today.minus(Duration.ofHours(39)), 0, 1, 0);
        interval("offline", today.minus(Duration.ofHours(18)), 0, 1, 0);
        interval("maintenance", today.minus(Duration.ofHours(12)), 6, 1, 0);
        interval("online", today, 6, 1, 12);
        incidentAt("a past", today.minus(Duration.ofHours(18)), today.minus(Duration.ofHours(12)));
        awaitServices("a past");

        JsonPath page = JsonPath.from(given().get(JSON).asString());

        LocalDate date = today.atOffset(ZoneOffset.UTC).toLocalDate();
        assertThat(page.getString("state")).isEqualTo("online");
        assertThat(page.getString("message")).isEqualTo("Everything works.");
        assertThat(Instant.parse(page.getString("services[0].since"))).isEqualTo(today);
        assertThat(page.getList("services[0].days[86..89].date"))
                .map(Object::toString)
                .containsExactly(
                        date.minusDays(3).toString(),
                        date.minusDays(2).toString(),
                        date.minusDays(1).toString(),
                        date.toString());
        assertThat(page.getList("services[0].days[86..89].state"))
                .asString()
                .isEqualTo("[online, degraded, offline, online]");
        assertThat(page.getList("services[0].days[86..89].uptime")).asString().isEqualTo("[100.0, 100.0, 50.0, 100.0]");
        assertThat(page.getString("services[0].days[85].state")).isEqualTo("unknown");
        assertThat(page.getString("services[0].days[85].uptime")).isNull();
        assertThat(page.getDouble("services[0].uptime.d90")).isBetween(83.0, 95.0);
        assertThat(given().get(HTML).asString())
                .contains("<h3>a past</h3>")
                .contains("aria-label=\"The last 90 days: 2 of 4 known days without trouble\"")
                .contains("<span class=\"offline\" title=\"" + PageWords.dayWords(date.minusDays(1)) + ": 50.00 %\">")
                .contains("<td>Slow or in part</td><td>100.00 %</td>")
                .contains("<strong>a past</strong> did not work for 6 h 0 min, from");
    }

    @Test
    void browsersAreToldWhatTheyMayKeepAndThatNothingHasChanged() {
        for (String path : List.of(JSON, HTML)) {
            await().untilAsserted(() -> {
                Response page = given().get(path);
                assertThat(page.header("Cache-Control")).startsWith("public, max-age=");
                given().header("If-None-Match", page.header("ETag"))
                        .get(path)
                        .then()
                        .statusCode(304)
                        .header("ETag", page.header("ETag"));
            });
            given().header("If-None-Match", "\"another\"").get(path).then().statusCode(200);
            given().head(path).then().statusCode(200);
        }
    }

    @Test
    void whatPeopleWriteIsTextAndNeverMarkup() {
        put("redis", "redis://127.0.0.1:6379", Map.of("public", true, "displayName", "<b>Films</b> & \"more\""));
        maintenance("redis", "<script>alert(1)</script>");
        awaitServices("<b>Films</b> & \"more\"");

        String html = given().get(HTML).asString();

        assertThat(html)
                .contains("&lt;b&gt;Films&lt;/b&gt; &amp; &quot;more&quot;", "&lt;script&gt;alert(1)")
                .doesNotContain("<script", "<b>", "style=", "http:", "https:")
                .doesNotContainPattern("\\son\\w+=");
    }

    /** In the order in which they are shown. */
    private static void awaitServices(String... names) {
        await().untilAsserted(() -> assertThat(given().get(JSON).jsonPath().<String>getList("services.displayName"))
                .containsExactly(names));
    }

    private void put(String name, String url, Map<String, ?> settings) {
        put(name, url, true, settings);
    }

    private void put(String name, String url, boolean enabled, Map<String, ?> settings) {
        admin.api()
                .body(Map.of("serviceUrl", url, "enabled", enabled, "configData", settings))
                .put("/service-configs/{name}?test=false", name)
                .then()
                .statusCode(200);
    }

    private static void past(String name) {
        Sql.run(
                "insert into monitor.service_config (service_name, service_url, config_data)"
                        + " values (?, 'tcp://127.0.0.1:1', '{\"public\":true,\"kind\":\"tcp\"}')",
                name);
        Sql.run(
                "update monitor.probe_schedule set next_check_at = 'infinity' where service_id ="
                        + " (select id from monitor.service_status where service_name = ?)",
                name);
        Sql.run(
                "delete from monitor.service_state_intervals where service_id ="
                        + " (select id from monitor.service_status where service_name = ?)",
                name);
    }

    /** With the hours of each kind that came before. */
    private static void interval(String state, Instant start, int down, int degraded, int excluded) {
        Sql.run(
                "insert into monitor.service_state_intervals"
                        + " (service_id, started_at, status, cum_down_ms, cum_degraded_ms, cum_excluded_ms)"
                        + " select id, ?::timestamptz, ?, ?, ?, ? from monitor.service_status where service_name = 'a past'",
                start.toString(),
                state,
                hours(down),
                hours(degraded),
                hours(excluded));
    }

    private static long hours(int hours) {
        return Duration.ofHours(hours).toMillis();
    }

    private static void incident(String service, String began, String ended) {
        Sql.run("""
                insert into monitor.incidents (service_id, severity, cause, started_at, ended_at)
                select id, 'offline', 'Nothing listens at 127.0.0.1.', now() - ?::interval, now() - ?::interval
                from monitor.service_status where service_name = ?
                on conflict do nothing""", began, ended, service);
    }

    private static void incidentAt(String service, Instant began, Instant ended) {
        Sql.run("""
                insert into monitor.incidents (service_id, severity, started_at, ended_at)
                select id, 'offline', ?::timestamptz, ?::timestamptz
                from monitor.service_status where service_name = ?""", began.toString(), ended.toString(), service);
    }

    private static void maintenance(String service, String title) {
        Sql.run("""
                insert into monitor.maintenance_windows (service_id, title, starts_at, ends_at)
                values ((select id from monitor.service_status where service_name = ?), ?,
                        now() + interval '1 hour', now() + interval '2 hours')""", service, title);
    }
}
