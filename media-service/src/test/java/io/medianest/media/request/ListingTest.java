package io.medianest.media.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MediaTest
class ListingTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member anna;
    private Member bert;
    private Member moderator;

    @BeforeEach
    void people() {
        anna = household.stranger(Role.USER);
        bert = household.stranger(Role.USER);
        moderator = household.stranger(Role.MODERATOR);
    }

    @Test
    void everyPageFollowsTheOneBeforeWithoutGapsOrRepeats() {
        insert(anna, 45, "pending");
        insert(bert, 3, "pending");
        List<String> seen = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            var request = anna.api();
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/media-requests")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
            pages++;
        } while (cursor != null);
        assertThat(pages).isEqualTo(3);
        assertThat(seen)
                .isEqualTo(Sql.column(
                        "select id from media.media_requests where user_id = ? order by created_at desc, id desc",
                        anna.id()));
    }

    @Test
    void theOldestMayComeFirst() {
        insert(anna, 25, "pending");
        for (String sort : List.of("createdAt", "-createdAt")) {
            JsonPath first =
                    anna.api().queryParam("sort", sort).get("/media-requests").jsonPath();
            JsonPath second = anna.api()
                    .queryParam("sort", sort)
                    .queryParam("cursor", first.getString("nextCursor"))
                    .get("/media-requests")
                    .jsonPath();
            List<String> seen = new ArrayList<>(first.getList("items.id"));
            seen.addAll(second.getList("items.id"));
            String order = sort.startsWith("-") ? "created_at desc, id desc" : "created_at, id";
            assertThat(seen)
                    .isEqualTo(Sql.column(
                            "select id from media.media_requests where user_id = ? order by " + order, anna.id()));
            anna.api()
                    .queryParam("cursor", first.getString("nextCursor"))
                    .queryParam("sort", sort.startsWith("-") ? "createdAt" : "-createdAt")
                    .get("/media-requests")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void peopleSeeTheirOwnAndModeratorsAll() {
        insert(anna, 2, "pending");
        insert(bert, 1, "pending");
        anna.api()
                .get("/media-requests")
                .then()
                .body("items", hasSize(2))
                .body("items[0].user", nullValue())
                .body("nextCursor", nullValue());
        moderator
                .api()
                .get("/media-requests")
                .then()
                .body("items", hasSize(3))
                .body(
                        "items.user.id",
                        containsInAnyOrder(
                                anna.id().toString(),
                                anna.id().toString(),
                                bert.id().toString()));
        moderator
                .api()
                .queryParam("userId", bert.id())
                .get("/media-requests")
                .then()
                .body("items", hasSize(1));
        anna.api().queryParam("userId", anna.id()).get("/media-requests").then().body("items", hasSize(2));
        anna.api()
                .queryParam("userId", bert.id())
                .get("/media-requests")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        given().basePath("/api/v1").get("/media-requests").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "status, pending, 3",
        "status, failed, 1",
        "status, completed, 2",
        "phase, pending, 3",
        "phase, processing, 1",
        "phase, completed, 2",
        "phase, failed, 1",
        "mediaType, movie, 7",
        "mediaType, tv, 0",
        "q, film 1, 4",
        "q, fi, 7",
        "q, 1, 4",
        "q, il, 0",
        "q, f%, 0",
        "q, film_, 0",
        "limit, 2, 2"
    })
    void filters(String parameter, String value, int expected) {
        insert(anna, 3, "pending");
        insert(anna, 1, "available");
        insert(anna, 2, "completed");
        insert(anna, 1, "failed");
        for (Member member : List.of(anna, moderator)) {
            member.api()
                    .queryParam(parameter, value)
                    .get("/media-requests")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0, VALIDATION_FAILED",
        "limit, 101, VALIDATION_FAILED",
        "limit, abc, VALIDATION_FAILED",
        "limit, -1, VALIDATION_FAILED",
        "cursor, abc, INVALID_CURSOR",
        "status, approvedd, VALIDATION_FAILED",
        "phase, available, VALIDATION_FAILED",
        "mediaType, film, VALIDATION_FAILED",
        "userId, anna, VALIDATION_FAILED",
        "q, %, VALIDATION_FAILED",
        "sort, title, VALIDATION_FAILED",
        "followed, yes, VALIDATION_FAILED"
    })
    void wrongParametersAreNamed(String parameter, String value, String code) {
        anna.api()
                .queryParam(parameter, value)
                .get("/media-requests")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void aCursorIsForItsListAndUnchanged() {
        insert(anna, 3, "pending");
        insert(bert, 3, "pending");
        String cursor = anna.api().queryParam("limit", 1).get("/media-requests").path("nextCursor");
        String tampered = (cursor.charAt(0) == 'A' ? 'B' : 'A') + cursor.substring(1);
        for (var request : List.of(
                anna.api().queryParam("cursor", tampered),
                anna.api().queryParam("cursor", cursor).queryParam("status", "pending"),
                bert.api().queryParam("cursor", cursor))) {
            request.get("/media-requests").then().statusCode(400).body("code", equalTo("INVALID_CURSOR"));
        }
        anna.api().queryParam("cursor", cursor).get("/media-requests").then().statusCode(200);
    }

    @Test
    void peopleAreListedWithTheirRequests() {
        insert(anna, 3, "pending");
        insert(anna, 1, "failed");
        insert(bert, 1, "failed");
        String of = "items.find { it.user.id == '%s' }.requests";
        moderator
                .api()
                .queryParam("limit", 2)
                .get("/media-requests/by-user")
                .then()
                .statusCode(200)
                .body(of.formatted(anna.id()), hasSize(2))
                .body(of.formatted(anna.id()) + ".status", contains("pending", "pending"))
                .body(of.formatted(bert.id()), hasSize(0));
        moderator
                .api()
                .queryParam("status", "nonsense")
                .get("/media-requests/by-user")
                .then()
                .statusCode(400);
    }

    @Test
    void seasonsAreInOrder() {
        household.seasons(anna, 1396, List.of(3, 1, 2));
        anna.api().get("/media-requests").then().body("items[0].seasons.number", contains(1, 2, 3));
    }

    private static void insert(Member member, int count, String status) {
        Sql.run("""
                insert into media.media_requests (user_id, title, media_type, tmdb_id, status, failure_reason, created_at)
                select ?, 'Film ' || i, 'movie', (1 + floor(random() * 999999999))::int::varchar, ?,
                       case when ? = 'failed' then 'error' end, now() - i / 2 * interval '1 second'
                from generate_series(1, ?) i
                """, member.id(), status, status, count);
    }
}
