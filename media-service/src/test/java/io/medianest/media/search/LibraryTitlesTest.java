package io.medianest.media.search;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.testing.stores.Sql;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is in the Plex library can be watched, whatever Overseerr knows of it, and is found while that is away. */
@MediaTest
class LibraryTitlesTest {
    private static final String FILM = "items.find { it.mediaType == 'movie' && it.tmdbId == '%s' }.%s";

    @RegisterExtension
    static final Household household = new Household();

    private Member anna;

    @BeforeEach
    void library() {
        anna = household.member(Role.USER);
        Sql.run("insert into media.library_sections (key, server_id, media_type, title)"
                + " values ('901', 'here', 'movie', 'Films'), ('902', 'here', 'tv', 'Series')");
        Sql.run("insert into media.library_openings (section_key) values ('901'), ('902')");
        title(90_001, "901", "movie", "The Matrix", "603");
        title(90_002, "902", "tv", "Breaking Bad", "1396");
        season(1, 7);
        season(2, 3);
    }

    @AfterEach
    void noLibrary() {
        Sql.run("delete from media.library_sections where key in ('901', '902')");
    }

    @Test
    void itCountsAsWatchableBesidesWhatOverseerrKnows() {
        anna.api()
                .queryParam("query", "matrix")
                .get("/media/search")
                .then()
                .statusCode(200)
                .body(FILM.formatted("603", "availability"), equalTo("available"))
                .body(FILM.formatted("604", "availability"), equalTo("none"));
        anna.api()
                .get("/media/tv/1396")
                .then()
                .statusCode(200)
                .body("availability", equalTo("partial"))
                .body("seasons.find { it.number == 1 }.availability", equalTo("available"))
                .body("seasons.find { it.number == 2 }.availability", equalTo("partial"))
                .body("seasons.find { it.number == 3 }.availability", equalTo("none"));
    }

    @Test
    void itIsNotAskedForAgain() {
        ask(Map.of("mediaType", "movie", "tmdbId", "603"))
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_AVAILABLE"));
        ask(Map.of("mediaType", "tv", "tmdbId", "1396", "seasons", List.of(1, 2)))
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_AVAILABLE"))
                .body("availableSeasons", equalTo(List.of(1)));
        ask(Map.of("mediaType", "tv", "tmdbId", "1396", "seasons", "all"))
                .then()
                .statusCode(201)
                .body("seasons.number", equalTo(List.of(2, 3, 4, 5)));
    }

    @Test
    void whileOverseerrIsAwayItIsFoundByThoseWhoSeeIt() {
        household.overseerr().server().goDown(Down.REFUSING);
        anna.api()
                .queryParam("query", "MATRIX")
                .get("/media/search")
                .then()
                .statusCode(200)
                .body("source", equalTo("library"))
                .body("stale", equalTo(true))
                .body("totalResults", equalTo(1))
                .body(FILM.formatted("603", "title"), equalTo("The Matrix"))
                .body(FILM.formatted("603", "year"), equalTo(1999))
                .body(FILM.formatted("603", "availability"), equalTo("available"));
        anna.api()
                .get("/media/tv/1396")
                .then()
                .statusCode(200)
                .body("source", equalTo("library"))
                .body("title", equalTo("Breaking Bad"))
                .body("availability", equalTo("partial"))
                .body("seasons.number", equalTo(List.of(1, 2)));
        ask(Map.of("mediaType", "movie", "tmdbId", "603")).then().statusCode(409);
        whatCameLast("/media/trending", "603", "1396");
        whatCameLast("/media/popular", "603");
        whatCameLast("/media/popular?mediaType=tv", "1396");
        Sql.run("delete from media.library_openings where section_key in ('901', '902')");
        for (String path : List.of("/media/search?query=matrix", "/media/tv/1396", "/media/trending")) {
            anna.api().get(path).then().statusCode(503).body("code", equalTo("OVERSEERR_UNAVAILABLE"));
        }
    }

    private void whatCameLast(String path, String... tmdbIds) {
        anna.api()
                .get(path)
                .then()
                .statusCode(200)
                .body("source", equalTo("library"))
                .body("stale", equalTo(true))
                .body("items.tmdbId", containsInAnyOrder(tmdbIds));
    }

    private Response ask(Map<String, Object> body) {
        return anna.api().body(body).post("/media-requests");
    }

    private static void title(long key, String section, String type, String name, String tmdbId) {
        Sql.run(
                "insert into media.library_titles (rating_key, section_key, media_type, title, sort_title, search_text, year,"
                        + " tmdb_id, added_at, recent_at, updated_at) values (?, ?, ?, ?, lower(?), lower(?), 1999, ?, now(),"
                        + " now(), now())",
                key,
                section,
                type,
                name,
                name,
                name,
                tmdbId);
    }

    private static void season(int number, int episodes) {
        Sql.run(
                "insert into media.library_seasons (show_key, number, rating_key, title, episodes, added_at)"
                        + " values (90002, ?, ?, 'Season', ?, now())",
                number,
                90_100L + number,
                episodes);
    }
}
