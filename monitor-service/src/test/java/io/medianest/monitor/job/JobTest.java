package io.medianest.monitor.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.ValidatableResponse;
import java.net.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class JobTest {
    @RegisterExtension
    static final Household household = new Household();

    private static Member admin;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @BeforeAll
    static void start() {
        admin = household.member(Role.ADMIN);
    }

    @BeforeEach
    void enter() {
        Sql.run("insert into auth.jobs (name, last_started_at, last_success_at, last_outcome, next_run_at) values"
                + " ('test-done', now() - interval '3 seconds', now() - interval '1 second', '7 forgotten', now())");
        Sql.run("insert into auth.jobs (name, last_started_at, last_error, lease_until) values"
                + " ('test-failed', now(), 'It broke', null), ('test-running', now(), null, now() + interval '1 hour'),"
                + " ('test-new', null, null, null)");
        Sql.run("insert into media.sync_state (name, last_started_at, last_success_at) values"
                + " ('test-round', now(), now()), ('overseerr-change-test', now(), now())");
    }

    @AfterEach
    void remove() {
        Sql.run("delete from auth.jobs where name like 'test-%'");
        Sql.run("delete from media.sync_state where name like '%test%'");
    }

    @Test
    void theSuitesWorkIsListed() {
        ValidatableResponse jobs = admin.api().get("/jobs").then().statusCode(200);

        jobs.body("items.name", not(hasItem("overseerr-change-test")));
        assertJob(jobs, "test-done", "service", "auth-service");
        assertJob(jobs, "test-done", "state", "done");
        assertJob(jobs, "test-done", "durationMs", 2000);
        assertJob(jobs, "test-done", "outcome", "7 forgotten");
        assertJob(jobs, "test-failed", "state", "failed");
        assertJob(jobs, "test-failed", "error", "It broke");
        assertJob(jobs, "test-running", "state", "running");
        assertJob(jobs, "test-new", "state", "waiting");
        assertJob(jobs, "test-round", "service", "media-service");
    }

    @Test
    void workIsAskedForOnce() {
        String asked = run("test-done")
                .statusCode(202)
                .body("name", equalTo("test-done"), "requestedAt", notNullValue())
                .extract()
                .path("requestedAt");
        run("test-done").statusCode(202).body("requestedAt", equalTo(asked));
        run("test-round").statusCode(202).body("requestedAt", notNullValue());
        run("overseerr-change-test").statusCode(404);
        run("test-unknown").statusCode(404);

        assertJob(admin.api().get("/jobs").then(), "test-done", "requestedAt", asked);
        admin.api().get("/jobs").then().body("items.find { it.name == 'test-new' }.requestedAt", nullValue());
    }

    @Test
    void ownWorkIsDoneByOneInstanceAndWhenItIsAskedFor() {
        await().untilAsserted(() -> assertJob(admin.api().get("/jobs").then(), "uptimes", "state", "done"));
        assertJob(admin.api().get("/jobs").then(), "days", "service", "monitor-service");
        String before = Sql.value("select last_success_at::text from monitor.jobs where name = 'days'");

        run("days").statusCode(202);

        await().until(() -> !Sql.value("select last_success_at::text from monitor.jobs where name = 'days'")
                .equals(before));
        admin.api()
                .get("/audit?table=job_requests")
                .then()
                .body("items[0].actor.id", equalTo(admin.id().toString()))
                .body("items[0].changes.job.new", equalTo("days"));
    }

    @Test
    void whatNoServiceDoesIsListedAndMeasuredAndRunsByItself() {
        Sql.run("insert into monitor.jobs (name, last_started_at, last_success_at, last_outcome) values"
                + " ('maintain', now() - interval '5 seconds', now(), 'all done'),"
                + " ('backup', now(), '2026-11-20T04:00:00Z', '20261120T040000.000Z')");
        try {
            assertJob(admin.api().get("/jobs").then(), "maintain", "service", "medianest-database");
            assertJob(admin.api().get("/jobs").then(), "backup", "service", "medianest-backup");
            run("maintain").statusCode(409).body("code", equalTo("RUNS_BY_ITSELF"));
            run("backup").statusCode(409).body("detail", containsString("./medianest backup"));
            await().untilAsserted(() -> assertThat(given().get(metrics).asString())
                    .contains("medianest_job_last_success{job=\"backup\"} 1.7951472E9")
                    .containsPattern("medianest_job_last_success\\{job=\"uptimes\"} [1-9]"));
        } finally {
            Sql.run("delete from monitor.jobs where name in ('maintain', 'backup')");
        }
    }

    private static ValidatableResponse run(String name) {
        return admin.api().post("/jobs/" + name + "/run").then();
    }

    private static void assertJob(ValidatableResponse jobs, String name, String field, Object expected) {
        jobs.body("items.find { it.name == '" + name + "' }." + field, equalTo(expected));
    }
}
