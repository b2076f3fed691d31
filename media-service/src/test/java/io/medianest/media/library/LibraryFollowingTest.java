package io.medianest.media.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.media.library.LibraryAvailability.Held;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.PlexHouse;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.plex.Item;
import io.medianest.simulators.plex.PlexLibrary;
import io.medianest.testing.stores.Sql;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The copy of the libraries becomes and stays what Plex has. */
@MediaTest
class LibraryFollowingTest {
    private static final Title MATRIX = new Title(MediaKind.MOVIE, "603");
    private static final Title BREAKING_BAD = new Title(MediaKind.TV, "1396");
    private static final String MOVIES = "/library/1/items?limit=100";
    private static final String SHOWS = "/library/2/items?limit=100";

    @RegisterExtension
    static final Household household = new Household();

    @RegisterExtension
    static final PlexHouse house = new PlexHouse();

    @Inject
    LibraryAvailability availability;

    private Member admin;

    @BeforeEach
    void come() {
        admin = household.stranger(Role.ADMIN);
    }

    @Test
    void whatPlexHasIsShownAndKnownToBeThere() {
        house.plex().library().addMovie(603);
        house.plex().library().addSeasons(1396, List.of(1, 2));
        house.connect();

        assertThat(house.titles(admin, "/library")).containsExactly("Movies", "TV Shows", "YouTube");
        assertThat(house.titles(admin, MOVIES)).containsExactly("The Matrix");
        admin.api()
                .get(SHOWS)
                .then()
                .body("items[0].tmdbId", equalTo("1396"))
                .body("items[0].mediaType", equalTo("tv"))
                .body("items[0].seasonCount", equalTo(2))
                .body("items[0].posterUrl", notNullValue())
                .body("stale", equalTo(false));
        Title unknown = new Title(MediaKind.TV, "603");
        Map<Title, Held> held =
                availability.of(List.of(MATRIX, BREAKING_BAD, unknown)).await().atMost(Duration.ofSeconds(10));
        assertThat(held).containsOnlyKeys(MATRIX, BREAKING_BAD);
        assertThat(held.get(MATRIX).seasons()).isEmpty();
        assertThat(held.get(BREAKING_BAD).episodes()).containsExactlyInAnyOrderEntriesOf(Map.of(1, 7, 2, 13));
    }

    @Test
    void whatChangesIsFollowedBySmallQuestions() {
        String matrix = house.plex().library().addMovie(603).ratingKey();
        house.plex().library().addSeasons(1396, List.of(1));
        house.connect();
        house.plex().server().log().clear();

        house.plex().library().addMovie(550);
        house.plex().library().rename(matrix, "Matrix");
        house.plex().library().addSeasons(1396, List.of(2));

        awaitTitles(MOVIES, "Fight Club", "Matrix");
        await().untilAsserted(() -> admin.api().get(SHOWS).then().body("items[0].seasonCount", equalTo(2)));
        assertThat(Sql.value("select t.recent_at = max(s.added_at) from media.library_titles t"
                        + " join media.library_seasons s on s.show_key = t.rating_key group by t.recent_at"))
                .isEqualTo("t");
        assertThat(house.plex().server().log().all())
                .noneMatch(request -> request.toString().contains("sort=id"));
    }

    @Test
    void whatIsGoneIsForgotten() {
        PlexLibrary library = house.plex().library();
        String matrix = library.addMovie(603).ratingKey();
        library.addMovie(550);
        String show = library.addSeasons(1396, List.of(1, 2)).ratingKey();
        house.connect();

        library.remove(matrix);
        awaitTitles(MOVIES, "Fight Club");

        String season = library.items().stream()
                .filter(item -> show.equals(item.parent()))
                .findFirst()
                .map(Item::ratingKey)
                .orElseThrow();
        library.remove(season);
        house.sweep();
        admin.api().get("/library/items/" + show).then().body("seasons.number", contains(2));
    }

    @Test
    void collectionsAreFollowedToo() {
        PlexLibrary library = house.plex().library();
        String matrix = library.addMovie(603).ratingKey();
        String fight = library.addMovie(550).ratingKey();
        String collection = house.plex()
                .collections()
                .create("1", Item.Kind.MOVIE, "Best", List.of(fight))
                .ratingKey();
        house.connect();

        assertThat(house.titles(admin, "/library/1/collections")).containsExactly("Best");
        assertThat(house.titles(admin, "/library/collections/" + collection + "/items"))
                .containsExactly("Fight Club");
        admin.api()
                .get("/library/items/" + fight)
                .then()
                .body("collections.title", contains("Best"))
                .body(
                        "watchUrl",
                        equalTo("https://app.plex.tv/desktop/#!/server/"
                                + "5f1c0e9d7b3a4286a1d4c8e2f6b09753aa10cc42/details?key=%2Flibrary%2Fmetadata%2F"
                                + fight));

        house.plex().collections().delete(collection);
        house.plex().collections().create("1", Item.Kind.MOVIE, "Better", List.of(matrix, fight));
        await().untilAsserted(() -> admin.api()
                .get("/library/1/collections")
                .then()
                .body("items.title", contains("Better"))
                .body("items[0].itemCount", equalTo(2)));
    }

    @Test
    void aTroubledPlexHidesNothingThatIsKnown() {
        house.plex().library().addMovie(603);
        house.connect();

        house.plex().server().goDown(Down.REFUSING);
        awaitTitles(MOVIES, "The Matrix");
        Sql.run("update media.sync_state set last_success_at = now() - interval '1 hour' where name = 'plex-library'");
        await().untilAsserted(
                        () -> admin.api().get(MOVIES).then().statusCode(200).body("stale", equalTo(true)));

        house.plex().server().comeBack();
        house.plex().server().faults().add(Fault.status(500).times(2));
        await().untilAsserted(() -> admin.api().get("/library").then().body("stale", equalTo(false)));
        assertThat(house.titles(admin, MOVIES)).containsExactly("The Matrix");
    }

    @Test
    void untilPlexHasToldAnythingTheLibraryIsUnavailable() {
        admin.api()
                .get("/library")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("PLEX_UNAVAILABLE"));
        house.enter(house.plex().server().baseUrl(), "not-the-token");
        await().until(() -> Sql.value(
                        "select coalesce(max(last_error), '') from media.sync_state" + " where name = 'plex-library'")
                .contains("refuses the token"));
        admin.api().get("/library/1/items").then().statusCode(503);
    }

    @Test
    void anotherServersLibrariesAreOthers() {
        Sql.run(
                "insert into media.library_sections (key, server_id, media_type, title) values ('1', 'other', 'movie', 'Old')");
        Sql.run("insert into media.library_openings (section_key) values ('1')");
        house.connect();

        assertThat(house.titles(admin, "/library")).containsExactly("Movies", "TV Shows", "YouTube");
        assertThat(Sql.column("select section_key from media.library_openings")).isEmpty();
    }

    private void awaitTitles(String path, String... titles) {
        await("titles of " + path)
                .untilAsserted(() -> assertThat(house.titles(admin, path)).containsExactly(titles));
    }
}
