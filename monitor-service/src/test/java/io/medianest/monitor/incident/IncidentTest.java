package io.medianest.monitor.incident;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class IncidentTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member user;

    @BeforeEach
    void incidents() {
        user = household.member(Role.USER);
        Sql.run("delete from monitor.incidents");
        incident("plex", "offline", "It does not answer.", "100 minutes", "99 minutes");
        incident("overseerr", "degraded", "It answers slowly.", "50 minutes", "40 minutes");
        incident("plex", "offline", "Nothing answers under its address.", "5 minutes", null);
    }

    @Test
    void areListedNewestFirstWithWhatWasWrongAndHowLong() {
        String cursor = user.api()
                .get("/incidents?limit=2")
                .then()
                .statusCode(200)
                .body("items.serviceName", contains("plex", "overseerr"))
                .body("items[0].endedAt", equalTo(null), "items[0].severity", equalTo("offline"))
                .body("items[0].cause", equalTo("Nothing answers under its address."))
                .body("items[0].durationMs", greaterThanOrEqualTo(5 * 60_000))
                .body("items[1].durationMs", equalTo(10 * 60_000), "items[1].severity", equalTo("degraded"))
                .extract()
                .path("nextCursor");
        user.api()
                .get("/incidents?cursor=" + cursor)
                .then()
                .body("items.cause", hasItem("It does not answer."), "nextCursor", equalTo(null));
    }

    @Test
    void ofOneServiceAreItsOwn() {
        String cursor = user.api()
                .get("/services/plex/incidents?limit=1")
                .then()
                .statusCode(200)
                .body("items.cause", contains("Nothing answers under its address."))
                .extract()
                .path("nextCursor");
        user.api()
                .get("/services/plex/incidents?limit=1&cursor=" + cursor)
                .then()
                .body("items.durationMs", contains(60_000), "nextCursor", equalTo(null));
        user.api()
                .get("/services/overseerr/incidents?cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
        user.api()
                .get("/services/nobody-knows/incidents")
                .then()
                .statusCode(404)
                .body("detail", containsString("service"));
    }

    private static void incident(String service, String severity, String cause, String began, String ended) {
        Sql.run("""
                insert into monitor.incidents (service_id, severity, cause, started_at, ended_at)
                select id, ?, ?, date_trunc('second', now()) - ?::interval, date_trunc('second', now()) - ?::interval
                from monitor.service_status where service_name = ?""", severity, cause, began, ended, service);
    }
}
