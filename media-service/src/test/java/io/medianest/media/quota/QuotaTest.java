package io.medianest.media.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Parallel;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody asks for more than is allowed, and everybody is told before. */
@MediaTest
class QuotaTest {
    private static final List<Integer> FILMS = List.of(603, 604, 605, 550, 680, 13, 278, 238, 240, 424);

    @RegisterExtension
    static final Household household = new Household();

    private Member anna;
    private Member admin;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        admin = household.stranger(Role.ADMIN);
    }

    @Test
    void withoutLimitsEverythingIsCountedAndNothingRefused() {
        quota().body("movies.limit", nullValue())
                .body("movies.used", equalTo(0))
                .body("movies.days", equalTo(7))
                .body("seasons.limit", nullValue())
                .body("open.limit", nullValue())
                .body("perHour.limit", equalTo(20))
                .body("perHour.used", equalTo(0))
                .body("perHour.resetsAt", notNullValue());
        film(603).statusCode(201);
        seasons(1396, List.of(1, 2, 3)).statusCode(201);
        for (int i = 0; i < 3; i++) {
            quota().body("movies.used", equalTo(1))
                    .body("seasons.used", equalTo(3))
                    .body("open.used", equalTo(2))
                    .body("perHour.used", equalTo(2));
        }
    }

    @Test
    void filmsAreLimitedByDays() {
        limit(Map.of("movies", Map.of("limit", 2, "days", 30)));
        String first = film(603).statusCode(201).extract().path("id");
        film(604).statusCode(201);
        Sql.run("update media.media_requests set created_at = now() - interval '29 days' where id = ?::uuid", first);
        ValidatableResponse refused = film(605)
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("QUOTA_EXCEEDED"))
                .body("quota", equalTo("movies"))
                .body("limit", equalTo(2))
                .body("used", equalTo(2))
                .body("days", equalTo(30))
                .body("detail", containsString("2 films in 30 days"));
        Instant freesAt = Instant.parse(refused.extract().path("freesAt"));
        assertThat(freesAt)
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)),
                        Instant.now().plus(Duration.ofHours(24).plusSeconds(1)));
        quota().body("movies.limit", equalTo(2)).body("movies.used", equalTo(2));
        seasons(1396, List.of(1)).statusCode(201);
        Sql.run("update media.media_requests set created_at = now() - interval '31 days' where id = ?::uuid", first);
        quota().body("movies.used", equalTo(1));
        film(605).statusCode(201);
    }

    @Test
    void whatCameToNothingDoesNotCount() {
        limit(Map.of("movies", Map.of("limit", 1, "days", 7)));
        String id = film(603).statusCode(201).extract().path("id");
        film(604).statusCode(403);
        anna.api().delete("/media-requests/{id}", id).then().statusCode(204);
        film(604).statusCode(201);
    }

    @Test
    void seasonsAreLimitedOneByOne() {
        limit(Map.of("seasons", Map.of("limit", 4, "days", 7)));
        seasons(1396, List.of(1, 2)).statusCode(201);
        seasons(1399, List.of(1, 2, 3))
                .statusCode(403)
                .body("quota", equalTo("seasons"))
                .body("used", equalTo(2))
                .body("freesAt", notNullValue());
        seasons(1399, "all").statusCode(403).body("freesAt", nullValue()).body("detail", containsString("fewer"));
        seasons(1399, List.of(1, 2)).statusCode(201);
        quota().body("seasons.used", equalTo(4));
    }

    @Test
    void openRequestsAreLimitedToo() {
        limit(Map.of("open", Map.of("limit", 1)));
        String id = film(603).statusCode(201).extract().path("id");
        seasons(1396, List.of(1))
                .statusCode(403)
                .body("quota", equalTo("open"))
                .body("limit", equalTo(1))
                .body("used", equalTo(1))
                .body("detail", containsString("take one back"));
        anna.api().delete("/media-requests/{id}", id).then().statusCode(204);
        seasons(1396, List.of(1)).statusCode(201);
    }

    @Test
    void aLimitOfNothingIsNothing() {
        limit(Map.of("movies", Map.of("limit", 0, "days", 7)));
        film(603).statusCode(403).body("freesAt", nullValue()).body("detail", containsString("ask an ADMIN"));
    }

    @Test
    void onesOwnLimitsGoBeforeThoseOfTheRole() {
        admin.api()
                .body(Map.of("movies", Map.of("limit", 0, "days", 7)))
                .put("/media-requests/rules/roles/USER")
                .then()
                .statusCode(200);
        film(603).statusCode(403);
        limit(Map.of("movies", Map.of("days", 14)));
        quota().body("movies.limit", nullValue()).body("movies.days", equalTo(14));
        film(603).statusCode(201);
    }

    @Test
    void ofTenAtOnceThreeAreWithinTheLimit() {
        limit(Map.of("movies", Map.of("limit", 3, "days", 7)));
        household.disconnect();
        List<Response> answers = Parallel.times(
                10,
                i -> anna.api()
                        .body(Map.of("mediaType", "movie", "tmdbId", Integer.toString(FILMS.get(i))))
                        .post("/media-requests"));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(3);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 403).hasSize(7);
        assertThat(Sql.value("select count(*) from media.media_requests where user_id = ?", anna.id()))
                .isEqualTo("3");
    }

    @Test
    void othersQuotasAreForThoseWhoDecide() {
        film(603).statusCode(201);
        admin.api()
                .queryParam("userId", anna.id())
                .get("/media-requests/quota")
                .then()
                .statusCode(200)
                .body("movies.used", equalTo(1))
                .body("perHour.used", equalTo(1));
        household
                .stranger(Role.USER)
                .api()
                .queryParam("userId", anna.id())
                .get("/media-requests/quota")
                .then()
                .statusCode(403);
        admin.api()
                .queryParam("userId", "anna")
                .get("/media-requests/quota")
                .then()
                .statusCode(400);
    }

    private void limit(Map<String, ?> terms) {
        admin.api()
                .body(terms)
                .put("/media-requests/rules/users/" + anna.id())
                .then()
                .statusCode(200);
    }

    private ValidatableResponse quota() {
        return anna.api().get("/media-requests/quota").then().statusCode(200);
    }

    private ValidatableResponse film(int tmdbId) {
        return anna.api()
                .body(Map.of("mediaType", "movie", "tmdbId", Integer.toString(tmdbId)))
                .post("/media-requests")
                .then();
    }

    private ValidatableResponse seasons(int tmdbId, Object seasons) {
        return anna.api()
                .body(Map.of("mediaType", "tv", "tmdbId", Integer.toString(tmdbId), "seasons", seasons))
                .post("/media-requests")
                .then();
    }
}
