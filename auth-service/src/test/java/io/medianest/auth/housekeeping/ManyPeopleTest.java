package io.medianest.auth.housekeeping;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.auth.Household;
import io.medianest.auth.Household.Person;
import io.medianest.auth.QueryPlans;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Among ten thousand people with fifty thousand sessions nothing that is asked often reads a whole table. */
@QuarkusTest
class ManyPeopleTest {
    @Inject
    Housekeeping housekeeping;

    @BeforeAll
    static void fill() {
        QueryPlans.fill();
    }

    @AfterAll
    static void clear() {
        QueryPlans.clear();
    }

    @Test
    void listsSignInsAndRefreshesReadNoWholeTable() {
        Person admin = Household.admin();
        Person person = Household.person(Role.USER);
        List<String> before = QueryPlans.wholeTableReads();

        for (String query : List.of(
                "", "?status=suspended", "?role=MODERATOR", "?role=USER&status=active", "?q=plan777", "?limit=100")) {
            admin.asks().get("/api/v1/users" + query).then().statusCode(200);
        }
        String cursor = admin.asks().get("/api/v1/users?limit=50").path("nextCursor");
        admin.asks().get("/api/v1/users?limit=50&cursor=" + cursor).then().statusCode(200);
        Household.signIn(person.email());
        given().contentType("application/json")
                .body(Map.of("refreshToken", person.refreshToken()))
                .post("/api/v1/auth/token/refresh")
                .then()
                .statusCode(200);

        assertThat(QueryPlans.wholeTableReads()).isEqualTo(before);
    }

    @Test
    void everyChoreGoesByAnIndex() {
        for (Chore chore : housekeeping.chores()) {
            String plan = QueryPlans.of(chore.sql(), "'86400'", "1000");

            // A table that is nearly empty is read as a whole, which is right.
            if (QueryPlans.FILLED.contains(chore.table())) {
                assertThat(plan)
                        .as(chore.toString())
                        .contains("Tid Scan")
                        .containsPattern("Index (Only )?Scan")
                        .doesNotContain("Seq Scan");
            }
        }
    }

    @Test
    void aPartOfANameIsFoundByAnIndex() {
        String plan = QueryPlans.of("""
                select id from users where status <> 'deleted' and (name ilike $1 or email ilike $1)
                 order by created_at desc, id desc limit $2""", "'%plan777%'", "21");

        assertThat(plan).doesNotContain("Seq Scan");
    }
}
