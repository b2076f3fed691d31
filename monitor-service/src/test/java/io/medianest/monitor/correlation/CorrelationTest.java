package io.medianest.monitor.correlation;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class CorrelationTest {
    @RegisterExtension
    static final Household household = new Household();

    private final String call = "call-" + UUID.randomUUID();
    private Member admin;

    @BeforeEach
    void sign() {
        admin = household.member(Role.ADMIN);
    }

    @Test
    void everythingOfOneCallIsInOneAnswer() {
        String made = request("Made by the call", call);
        String failed = request("Failed in the call", "another-call");
        download("A playlist", call);
        household
                .member(Role.USER)
                .api()
                .header("X-Correlation-Id", call)
                .body(Map.of(
                        "errorCode", "PAGE_BROKEN",
                        "errorMessage", "It broke; password=CANARY",
                        "requestPath", "/api/v1/media-requests/" + failed + "/retry",
                        "requestMethod", "POST"))
                .post("/errors")
                .then()
                .statusCode(202);

        await().untilAsserted(() -> admin.api()
                .get("/correlations/" + call)
                .then()
                .statusCode(200)
                .body("correlationId", equalTo(call), "complete", equalTo(true))
                .body("errors.errorCode", contains("PAGE_BROKEN"))
                .body("changes.table", hasItem("media.media_requests"), "changes.rowId", hasItem(made))
                .body("requests.title", containsInAnyOrder("Made by the call", "Failed in the call"))
                .body("downloads.title", contains("A playlist"), "downloads.status", contains("queued"))
                .body("requests.status", containsInAnyOrder("pending", "pending"))
                .body(not(containsString("CANARY"))));
    }

    @Test
    void moreThanAHundredAreNotAll() {
        Sql.run("""
                insert into monitor.error_logs (correlation_id, error_code, error_message, request_path, request_method)
                select ?, 'MANY', 'x', '/', 'GET' from generate_series(1, 101)
                """, call);

        admin.api()
                .get("/correlations/" + call)
                .then()
                .body(
                        "errors",
                        hasSize(100),
                        "changes",
                        empty(),
                        "requests",
                        empty(),
                        "downloads",
                        empty(),
                        "complete",
                        equalTo(false));
    }

    @Test
    void whatCannotBeAnIdIsSaid() {
        admin.api().get("/correlations/{id}", "a b").then().statusCode(400).body("errors.field", contains("id"));
        admin.api()
                .get("/correlations/unknown")
                .then()
                .statusCode(200)
                .body("errors", empty(), "complete", equalTo(true));
    }

    private String request(String title, String correlation) {
        String id = UUID.randomUUID().toString();
        Sql.run("""
                insert into media.media_requests (id, user_id, title, media_type)
                select ?::uuid, ?, ?, 'movie' from set_config('app.correlation_id', ?, true)
                """, id, admin.id(), title, correlation);
        return id;
    }

    private void download(String title, String correlation) {
        Sql.run("""
                insert into youtube.youtube_downloads (user_id, playlist_url, playlist_title)
                select ?::uuid, 'https://www.youtube.com/playlist?list=PLaaaaaaaaaaaa', ?
                from set_config('app.correlation_id', ?, true)
                """, admin.id(), title, correlation);
    }
}
