package io.medianest.monitor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MonitorTest
class AuditTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member admin;

    @BeforeEach
    void sign() {
        admin = household.member(Role.ADMIN);
    }

    @Test
    void whoDidWhatWithWhichCallIsFound() {
        String correlation = "audit-" + UUID.randomUUID();
        admin.api()
                .header("X-Correlation-Id", correlation)
                .body(Map.of("serviceUrl", "http://127.0.0.1:1", "apiKey", "a-secret", "enabled", true))
                .put("/service-configs/plex?test=false")
                .then()
                .statusCode(200);

        admin.api()
                .get("/audit?correlationId=" + correlation)
                .then()
                .statusCode(200)
                .body("items.table", contains("monitor.service_config"), "items.operation", contains("insert"))
                .body("items[0].actor.kind", equalTo("user"), "items[0].actor.name", containsString("admin"))
                .body("items[0].changes.service_name.new", equalTo("plex"))
                .body(not(containsString("a-secret")));
        admin.api()
                .get("/audit?actorId=" + admin.id())
                .then()
                .body("items", hasSize(1), "items[0].correlationId", equalTo(correlation));
    }

    @Test
    void aRowsHistoryComesInPages() {
        UUID id = admin.id();
        for (String name : List.of("First", "Second", "Third")) {
            Sql.run("update auth.users set name = ? where id = ?", name, id);
        }
        String path = "/audit?table=auth.users&rowId=" + id;

        String cursor = admin.api()
                .get(path + "&limit=3")
                .then()
                .statusCode(200)
                .body("items.operation", everyItem(equalTo("update")), "items", hasSize(3))
                .body("items[0].actor.kind", equalTo("unknown"))
                .body(not(containsString("Third")))
                .extract()
                .path("nextCursor");
        admin.api()
                .get(path + "&cursor=" + cursor)
                .then()
                .body("items.operation", contains("insert"), "nextCursor", equalTo(null));
        admin.api().get("/audit?table=auth.users&cursor=" + cursor).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rowId=1", "table=users;drop", "limit=0", "cursor=x"})
    void whatCannotBeLookedForIsSaid(String query) {
        admin.api().get("/audit?" + query).then().statusCode(400);
    }

    @Test
    void eachFilterHasAnIndex() {
        String rows = "insert into audit.change_log (schema_name, table_name, row_id, operation, changes, actor_id,"
                + " login_role, correlation_id) select 'auth', 'users', n::text, 'update', '{}', 'actor-' || n, 'x',"
                + " 'call-' || n from generate_series(1, 20000) n";
        String month = Sql.value("select to_char(now(), '\"change_log_y\"YYYY\"m\"MM')");
        for (String condition :
                List.of("c.table_name = $1 and c.row_id = $1", "c.actor_id = $1", "c.correlation_id = $1")) {
            assertThat(Sql.plans(
                            "monitor",
                            List.of(rows, "analyze audit.change_log"),
                            "select c.* from audit.changes c where " + condition
                                    + " order by c.created_at desc, c.id desc limit 21",
                            List.of(List.of("'call-7'"))))
                    .singleElement()
                    .asString()
                    .contains(month)
                    .doesNotContain("Seq Scan on " + month);
        }
    }
}
