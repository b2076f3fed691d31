package io.medianest.monitor.error;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.medianest.events.Topics;
import io.medianest.events.error.ErrorLogged;
import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.error.ErrorReport;
import io.medianest.runtime.error.Errors;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MonitorTest
class ErrorTest {
    private static final String TOTAL =
            "select coalesce(sum(occurrences), 0)::text from monitor.error_groups where error_code = ?";

    @RegisterExtension
    static final Household household = new Household();

    private static Member admin;
    private static Member user;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private final Errors errors;
    private final Instant begun = Instant.now();
    /** Of each test its own: others' errors may arrive late. */
    private String code = "";

    ErrorTest(Errors errors) {
        this.errors = errors;
    }

    @BeforeAll
    static void people() {
        admin = household.member(Role.ADMIN);
        user = household.member(Role.USER);
    }

    @BeforeEach
    void ownCode() {
        code = "TEST_" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void whatAClientReportsIsFoundByItsCorrelationWithoutSecrets() {
        String correlation = user.api()
                .body(report("It broke; password=CANARY", Map.of("token", "CANARY", "page", "home")))
                .post("/errors")
                .then()
                .statusCode(202)
                .extract()
                .path("correlationId");
        arrived(1);

        String found = admin.api()
                .get("/errors?correlationId=" + correlation)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].userId", equalTo(user.id().toString()))
                .body("items[0].service", equalTo("client"))
                .body("items[0].requestPath", equalTo("/library"))
                .body("items[0].metadata.page", equalTo("home"))
                .body("items[0].count", equalTo(1))
                .extract()
                .asString();
        assertThat(found).doesNotContain("CANARY");
        String id = admin.api().get("/errors?errorCode=" + code).path("items[0].id");
        admin.api().get("/errors/" + id).then().statusCode(200).body("errorCode", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource({"errorCode", "errorMessage", "requestPath", "requestMethod"})
    void aReportWithoutWhatItNeedsIsRefused(String field) {
        Map<String, Object> body = new HashMap<>(report("It broke", Map.of()));
        body.remove(field);
        user.api().body(body).post("/errors").then().statusCode(400).body("errors.field", contains(field));
    }

    @Test
    void aFloodIsCountedExactlyAndKeptInFewRows() {
        for (int i = 0; i < 20_000; i++) {
            errors.report(failure());
        }
        arrived(20_000);

        assertThat(Integer.parseInt(
                        Sql.value("select count(*)::text from monitor.error_logs where error_code = ?", code)))
                .isLessThanOrEqualTo(ErrorRepository.ROWS);
        admin.api()
                .get("/errors/rates?window=1h")
                .then()
                .statusCode(200)
                .body("items.find { it.route == '/things/" + code + "' }.errors", equalTo(20_000));
        assertThat(given().get(metrics).asString())
                .contains("medianest_errors_total{route=\"/things/" + code + "\",service=\"monitor-service\"} 20000.0");
    }

    @Test
    void beyondTheRowsOfAnHourTheNewestTakesTheCount() {
        errors.report(failure());
        arrived(1);
        Sql.run("""
                insert into monitor.error_logs (correlation_id, error_code, error_message, request_path, request_method,
                                                fingerprint, metadata, created_at)
                select 'c', error_code, 'x', '/', 'GET', fingerprint, '{"count": 1}', created_at
                from monitor.error_logs, generate_series(2, ?) where error_code = ?
                """, ErrorRepository.ROWS, code);

        errors.report(failure());
        errors.report(failure());
        arrived(3);

        String rows = "select count(*) || ' ' || sum((metadata ->> 'count')::int) from monitor.error_logs"
                + " where error_code = ?";
        assertThat(Sql.value(rows, code)).isEqualTo(ErrorRepository.ROWS + " " + (ErrorRepository.ROWS + 2));
    }

    @Test
    void ofManyAtOnceOnlyTheBadAreLeftOutAndNoneIsCountedTwice() {
        try (EventPublisher publisher = EventPublisher.create();
                KafkaProbe deadLetters = KafkaProbe.on(Topics.ERRORS.deadLetters())) {
            // While this one is tried again the others pile up.
            publisher.publish(told(7, code + "_BAD"), 1);
            UUID twice = UUID.randomUUID();
            for (int i = 0; i < ErrorRepository.ROWS; i++) {
                publisher.publish(told(500, code), 1);
                publisher.publish(twice, told(500, code), 1);
            }
            publisher.publish(told(8, code + "_BAD"), 1);
            for (int i = 0; i < ErrorRepository.ROWS; i++) {
                publisher.publish(told(500, code), 1);
            }
            arrived(2L * ErrorRepository.ROWS + 1);

            deadLetters.awaitRecord(letter -> letter.value().contains("\"statusCode\":8"), "dead letter");
        }
        String rows = "select count(*) || ' ' || sum((metadata ->> 'count')::int) from monitor.error_logs"
                + " where error_code = ?";
        assertThat(Sql.value(rows, code)).isEqualTo(ErrorRepository.ROWS + " " + (2 * ErrorRepository.ROWS + 1));
        assertThat(Sql.value(TOTAL, code)).isEqualTo(Integer.toString(2 * ErrorRepository.ROWS + 1));
    }

    @Test
    void aResolvedGroupIsOpenedByTheNextErrorAndAnIgnoredOneIsNot() {
        errors.report(failure());
        arrived(1);
        String group = Sql.value("select id::text from monitor.error_groups where error_code = ?", code);

        String tag = set(group, "resolved", "\"0\"", 200);
        set(group, "ignored", "\"0\"", 412);
        assertThat(status()).isEqualTo("resolved " + admin.id());
        errors.report(failure());
        arrived(2);
        assertThat(status()).isEqualTo("open ");

        assertThat(tag).isEqualTo("\"1\"");
        set(group, "ignored", "*", 200);
        errors.report(failure());
        arrived(3);
        assertThat(status()).isEqualTo("ignored ");
        admin.api().get("/errors/groups?status=ignored").then().body("items.errorCode", hasItem(code));
        set(group, "forgotten", "*", 400);
        set(UUID.randomUUID().toString(), "open", "*", 404);
    }

    @Test
    void onlyKnownWindowsHaveRates() {
        admin.api().get("/errors/rates?window=2y").then().statusCode(400).body("errors.field", contains("window"));
    }

    private String status() {
        return Sql.value(
                "select status || ' ' || coalesce(resolved_by::text, '') from monitor.error_groups where error_code = ?",
                code);
    }

    private static String set(String group, String status, String ifMatch, int expected) {
        return admin.api()
                .header("If-Match", ifMatch)
                .body(Map.of("status", status))
                .patch("/errors/groups/" + group)
                .then()
                .statusCode(expected)
                .extract()
                .header("ETag");
    }

    private void arrived(long occurrences) {
        await().until(() -> Sql.value(TOTAL, code).equals(Long.toString(occurrences)));
    }

    private ErrorReport failure() {
        return new ErrorReport(
                code, new IllegalStateException("fails"), "It broke", "GET", "/things/1", "/things/" + code, 500, null);
    }

    /** As another service tells it; the database takes status codes from 100 on. */
    private ErrorLogged told(int statusCode, String errorCode) {
        return new ErrorLogged(
                code,
                "media-service",
                errorCode,
                "It broke",
                null,
                null,
                "GET",
                "/",
                "/",
                statusCode,
                errorCode,
                null,
                1,
                begun);
    }

    private Map<String, Object> report(String message, Map<String, String> metadata) {
        return Map.of(
                "errorCode",
                code,
                "errorMessage",
                message,
                "requestPath",
                "/library?query=private",
                "requestMethod",
                "GET",
                "statusCode",
                502,
                "metadata",
                metadata);
    }
}
