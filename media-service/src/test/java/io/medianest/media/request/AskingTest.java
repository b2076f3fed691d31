package io.medianest.media.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.events.Topics;
import io.medianest.events.media.MediaRequestCreated;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Parallel;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MediaTest
class AskingTest {
    private static final int MATRIX = 603;
    private static final int BREAKING_BAD = 1396;

    @RegisterExtension
    static final Household household = new Household();

    @Test
    void aFilmIsPendingWithTheTitleThatOverseerrKnows() {
        Member anna = household.member(Role.USER);
        Response created = ask(anna, film(MATRIX, "Some other title"));
        String id = created.path("id");
        created.then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/media-requests/" + id))
                .body("title", equalTo("The Matrix"))
                .body("titleVerified", equalTo(true))
                .body("year", equalTo(1999))
                .body("mediaType", equalTo("movie"))
                .body("tmdbId", equalTo("603"))
                .body("status", equalTo("pending"))
                .body("phase", equalTo("pending"))
                .body("userId", equalTo(anna.id().toString()))
                .body("seasons", empty())
                .body("followers", equalTo(0))
                .body("failureReason", nullValue())
                .body("createdAt", notNullValue())
                .body("posterUrl", startsWith("/api/v1/images/"));
        String poster = created.path("posterUrl");
        household
                .read(anna, id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("posterUrl", equalTo(poster));
        anna.api().get("/media-requests").then().body("items[0].posterUrl", equalTo(poster));
        assertThat(household.quietOverseerr().requests().all()).isEmpty();
    }

    @Test
    void anHourHoldsTwentyRequestsWhateverBecomesOfThem() {
        Member anna = household.member(Role.USER);
        ask(anna, Map.of("mediaType", "movie")).then().statusCode(400);
        ask(anna, film(MATRIX, "The Matrix"))
                .then()
                .statusCode(201)
                .header("RateLimit", startsWith("\"media-requests\";r=19;t="));
        for (int i = 1; i < 20; i++) {
            ask(anna, film(MATRIX, "The Matrix")).then().statusCode(409);
        }
        ask(anna, film(MATRIX, "The Matrix"))
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", equalTo("RATE_LIMITED"))
                .body("policy", equalTo("media-requests"));
        ask(household.member(Role.USER), Map.of("mediaType", "movie")).then().statusCode(400);
    }

    @Test
    void everyRequestHasItsHistoryAndItsEvent() {
        Member anna = household.member(Role.USER);
        try (KafkaProbe events = KafkaProbe.on(Topics.MEDIA_REQUESTS)) {
            String id = household.seasons(anna, BREAKING_BAD, List.of(2, 1));
            anna.api()
                    .get("/media-requests/{id}/history", id)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(1))
                    .body("items[0].to", equalTo("pending"))
                    .body("items[0].from", nullValue())
                    .body("items[0].source", equalTo("user"))
                    .body("items[0].actorId", equalTo(anna.id().toString()));
            MediaRequestCreated created = events.await(
                    MediaRequestCreated.class, event -> event.request().id().equals(UUID.fromString(id)));
            assertThat(created.seasons()).containsExactly(1, 2);
            assertThat(created.request().userId()).isEqualTo(anna.id());
            assertThat(created.request().title()).isEqualTo("Breaking Bad");
        }
        assertThat(Sql.column("select actor_id from audit.change_log where table_name = 'media_requests'"
                        + " and operation = 'insert' order by id desc limit 1"))
                .containsExactly(anna.id().toString());
    }

    @Test
    void aRequestIsTakenWhileOverseerrIsDown() {
        Member anna = household.member(Role.USER);
        household.overseerr().server().goDown(Down.REFUSING);
        ask(anna, film(MATRIX, "Matrix, I think"))
                .then()
                .statusCode(201)
                .body("title", equalTo("Matrix, I think"))
                .body("titleVerified", equalTo(false));
        ask(anna, film(604, null)).then().statusCode(201).body("title", equalTo("TMDB 604"));
    }

    @Test
    void aRequestIsTakenWhileOverseerrIsNotSetUp() {
        Member anna = household.member(Role.USER);
        household.disconnect();
        ask(anna, film(MATRIX, "Matrix")).then().statusCode(201).body("status", equalTo("pending"));
    }

    @Test
    void aFilmThatSomebodyHasAskedForIsRefusedWithThatRequest() {
        Member anna = household.member(Role.USER);
        Member bert = household.member(Role.USER);
        String first = household.film(anna, MATRIX);
        for (Member member : List.of(anna, bert)) {
            ask(member, film(MATRIX, null))
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("ALREADY_REQUESTED"))
                    .body("requestId", equalTo(first));
        }
        anna.api().delete("/media-requests/{id}", first).then().statusCode(204);
        ask(bert, film(MATRIX, null)).then().statusCode(201);
    }

    @Test
    void aFilmAndASeriesOfTheSameNumberAreNotTheSame() {
        Member anna = household.member(Role.USER);
        household.film(anna, BREAKING_BAD);
        household.seasons(anna, BREAKING_BAD, List.of(1));
    }

    @Test
    void takenSeasonsAreListed() {
        Member anna = household.member(Role.USER);
        Member bert = household.member(Role.USER);
        String first = household.seasons(anna, BREAKING_BAD, List.of(1, 3));
        ask(bert, series(BREAKING_BAD, List.of(1, 2, 3)))
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_REQUESTED"))
                .body("requestId", equalTo(first))
                .body("takenSeasons", contains(1, 3));
        ask(bert, series(BREAKING_BAD, List.of(2, 4))).then().statusCode(201);
    }

    @Test
    void allSeasonsAreThoseThatCannotBeWatchedYet() {
        Member anna = household.member(Role.USER);
        household.quietOverseerr().library().addSeasons(BREAKING_BAD, List.of(1, 2));
        ask(anna, series(BREAKING_BAD, "all"))
                .then()
                .statusCode(201)
                .body("allSeasons", equalTo(true))
                .body("seasons.number", contains(3, 4, 5));
    }

    @Test
    void aSeriesWithoutSeasonsIsForAllOfThem() {
        Member anna = household.member(Role.USER);
        ask(anna, Map.of("mediaType", "tv", "tmdbId", Integer.toString(BREAKING_BAD)))
                .then()
                .statusCode(201)
                .body("seasons.number", contains(1, 2, 3, 4, 5));
    }

    @Test
    void allSeasonsKeepOthersOutAlsoWhileNobodyKnowsThem() {
        Member anna = household.member(Role.USER);
        Member bert = household.member(Role.USER);
        household.overseerr().server().goDown(Down.REFUSING);
        String first = ask(anna, series(BREAKING_BAD, "all"))
                .then()
                .statusCode(201)
                .body("seasons", empty())
                .extract()
                .path("id");
        ask(bert, series(BREAKING_BAD, List.of(1)))
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_REQUESTED"))
                .body("requestId", equalTo(first));
        ask(bert, series(BREAKING_BAD, "all")).then().statusCode(409).body("requestId", equalTo(first));
        String other = household.seasons(bert, 1399, List.of(1));
        ask(anna, series(1399, "all")).then().statusCode(409).body("requestId", equalTo(other));
    }

    @Test
    void whatCanBeWatchedIsNotAskedForAgain() {
        Member anna = household.member(Role.USER);
        household.quietOverseerr().library().addMovie(MATRIX);
        household.quietOverseerr().library().addSeasons(BREAKING_BAD, List.of(1, 2));
        ask(anna, film(MATRIX, null)).then().statusCode(409).body("code", equalTo("ALREADY_AVAILABLE"));
        ask(anna, series(BREAKING_BAD, List.of(2, 3)))
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_AVAILABLE"))
                .body("availableSeasons", contains(2));
        household.quietOverseerr().library().addSeasons(BREAKING_BAD, List.of(3, 4, 5));
        ask(anna, series(BREAKING_BAD, "all")).then().statusCode(409).body("code", equalTo("ALREADY_AVAILABLE"));
    }

    @Test
    void ofFiftyAtOnceOneIsTaken() {
        List<Member> members =
                List.of(household.member(Role.USER), household.member(Role.USER), household.member(Role.MODERATOR));
        List<Response> films = Parallel.times(50, i -> ask(members.get(i % 3), film(MATRIX, null)));
        assertThat(films).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(films)
                .filteredOn(answer -> answer.statusCode() == 409 && answer.path("requestId") != null)
                .hasSize(49);
        // Others, since nobody may ask that often within an hour.
        List<Member> others =
                List.of(household.member(Role.USER), household.member(Role.USER), household.member(Role.MODERATOR));
        List<Response> seasons =
                Parallel.times(20, i -> ask(others.get(i % 3), series(BREAKING_BAD, List.of(1 + i % 2, 3))));
        assertThat(seasons).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(seasons).filteredOn(answer -> answer.statusCode() == 409).hasSize(19);
        assertThat(Sql.value("select count(*) from media.media_requests")).isEqualTo("2");
    }

    private static Response ask(Member member, Map<String, ?> body) {
        return member.api().body(body).post("/media-requests");
    }

    private static Map<String, ?> film(int tmdbId, String title) {
        String id = Integer.toString(tmdbId);
        return title == null
                ? Map.of("mediaType", "movie", "tmdbId", id)
                : Map.of("mediaType", "movie", "tmdbId", id, "title", title);
    }

    private static Map<String, ?> series(int tmdbId, Object seasons) {
        return Map.of("mediaType", "tv", "tmdbId", Integer.toString(tmdbId), "seasons", seasons);
    }
}
