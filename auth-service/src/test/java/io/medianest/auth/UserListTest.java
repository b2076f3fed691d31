package io.medianest.auth;

import static io.medianest.auth.Household.admin;
import static io.medianest.auth.Household.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserListTest {
    private static final String USERS = "/api/v1/users";

    @BeforeEach
    void household() {
        Household.reset();
        admin();
        // All of one moment, so that the id must break the ties.
        execute("""
                insert into auth.users (email, name, role, status, created_at)
                select 'n' || n || '@example.org', case when n = 7 then '100% Grace_H' else 'Number ' || n end,
                       case when n % 5 = 0 then 'MODERATOR' else 'USER' end,
                       case n when 11 then 'suspended' when 12 then 'deleted' else 'active' end,
                       timestamptz '2026-01-01 00:00:00.123456Z'
                  from generate_series(1, 45) n
                """);
    }

    @AfterAll
    static void leaveNobody() {
        Household.reset();
    }

    @Test
    void goesThroughAllPagesOnceEach() {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Response page = list(cursor == null ? Map.of("limit", 10) : Map.of("limit", 10, "cursor", cursor));
            page.then().statusCode(200);
            seen.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        // 45, without the deleted one, and the ADMIN.
        assertThat(seen).hasSize(45).doesNotHaveDuplicates();
        assertThat(seen.getFirst()).isEqualTo(admin().id().toString());
    }

    @Test
    void hasTwentyByDefault() {
        list(Map.of()).then().body("items", hasSize(20));
        list(Map.of("limit", 100)).then().body("items", hasSize(45)).body("nextCursor", nullValue());
    }

    @Test
    void filters() {
        list(Map.of("role", "MODERATOR"))
                .then()
                .body("items", hasSize(9))
                .body("items.role", everyItem(equalTo("MODERATOR")));
        list(Map.of("status", "suspended")).then().body("items.name", equalTo(List.of("Number 11")));
        list(Map.of("status", "deleted")).then().body("items.name", equalTo(List.of("Number 12")));
        list(Map.of("q", "NUMBER 4")).then().body("items", hasSize(7));
        list(Map.of("q", "n44@EXAMPLE")).then().body("items", hasSize(1));
        list(Map.of("q", "number 4", "role", "MODERATOR")).then().body("items", hasSize(2));
    }

    @Test
    void takesWildcardsForWhatTheyAre() {
        list(Map.of("q", "%")).then().body("items.name", equalTo(List.of("100% Grace_H")));
        list(Map.of("q", "e_h")).then().body("items.name", equalTo(List.of("100% Grace_H")));
        list(Map.of("q", "\\")).then().body("items", hasSize(0));
        list(Map.of("q", "' or '1'='1")).then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void aCursorIsForItsListOnly() {
        String cursor = list(Map.of("limit", 5)).path("nextCursor");

        for (Map<String, ?> other : List.of(
                Map.of("cursor", cursor, "role", "USER"),
                Map.of("cursor", cursor.substring(1)),
                Map.of("cursor", "_" + cursor.substring(1)),
                Map.of("cursor", "{}"))) {
            list(other).then().statusCode(400).body("code", equalTo("INVALID_CURSOR"));
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (Map<String, ?> wrong : List.of(
                Map.of("limit", "0"),
                Map.of("limit", "101"),
                Map.of("limit", "abc"),
                Map.of("limit", "-1"),
                Map.of("limit", "9".repeat(40)),
                Map.of("role", "OWNER"),
                Map.of("role", "user"),
                Map.of("status", "gone"),
                Map.of("q", "x".repeat(201)),
                Map.of("q", "\0"))) {
            String field = wrong.keySet().iterator().next();
            list(wrong)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("VALIDATION_FAILED"))
                    .body("errors[0].field", equalTo(field));
        }
    }

    private static Response list(Map<String, ?> parameters) {
        return admin().asks().queryParams(parameters).get(USERS);
    }
}
