package io.medianest.media.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.PlexHouse;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.plex.Item;
import io.medianest.testing.stores.Sql;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everybody sees the libraries that Plex shares with them and those that an ADMIN opened, and nothing of the others. */
@MediaTest
class LibraryAccessTest {
    @RegisterExtension
    static final Household household = new Household();

    @RegisterExtension
    static final PlexHouse house = new PlexHouse();

    private Member admin;
    private Member mia;
    private String film;
    private String show;
    private String collection;

    @BeforeEach
    void fill() {
        film = house.plex().library().addMovie(603).ratingKey();
        show = house.plex().library().addSeasons(1396, List.of(1)).ratingKey();
        collection = house.plex()
                .collections()
                .create("1", Item.Kind.MOVIE, "Best", List.of(film))
                .ratingKey();
        admin = household.stranger(Role.ADMIN);
        mia = household.stranger(Role.USER);
        house.share(mia, "2");
    }

    @Test
    void aPersonSeesWhatIsSharedAndNoMore() {
        house.connect();
        house.awaitLibraries(mia, "TV Shows");

        assertThat(house.titles(mia, "/library/2/items")).containsExactly("Breaking Bad");
        assertThat(house.titles(mia, "/library/recent")).containsExactly("Breaking Bad");
        assertThat(house.titles(mia, "/library/search?query=a")).containsExactly("Breaking Bad");
        mia.api().get("/library/items/" + show).then().statusCode(200);
        for (String hidden : List.of(
                "/library/1/items",
                "/library/1/collections",
                "/library/items/" + film,
                "/library/collections/" + collection + "/items")) {
            mia.api().get(hidden).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
            admin.api().get(hidden).then().statusCode(200);
        }
        assertThat(house.titles(admin, "/library/search?query=a")).containsExactly("Breaking Bad", "The Matrix");
    }

    @Test
    void theOwnerOfTheServerSeesEverything() {
        Member owner = household.local(Role.USER, "owner-" + film + "@example.org");
        house.connect();
        house.awaitLibraries(owner);

        Sql.run(
                "update auth.users set plex_id = ? where id = ?",
                Integer.toString(house.plex().owner().id()),
                owner.id());
        try {
            house.awaitLibraries(owner, "Movies", "TV Shows", "YouTube");
        } finally {
            Sql.run("update auth.users set plex_id = null where id = ?", owner.id());
        }
    }

    @Test
    void whoHasNoPlexAccountSeesOnlyWhatIsOpen() {
        Member local = household.local(Role.MODERATOR, "local-" + show + "@example.org");
        house.connect();
        house.awaitLibraries(local);
        local.api().get("/library/1/items").then().statusCode(404);

        open("1", true);
        house.awaitLibraries(local, "Movies");
        assertThat(house.titles(local, "/library/1/items")).containsExactly("The Matrix");
        open("1", false);
        house.awaitLibraries(local);
        assertThat(Sql.column(
                        "select operation from audit.change_log where table_name = 'library_openings'"
                                + " and actor_id = ? order by created_at",
                        admin.id().toString()))
                .containsExactly("insert", "delete");
    }

    @Test
    void whatIsOpenStaysOpenWhileItIsFollowed() {
        house.connect();
        open("1", true);
        open("1", true);
        house.sweep();

        house.awaitLibraries(mia, "Movies", "TV Shows");
        admin.api()
                .body(Map.of("openToAll", true))
                .put("/library/4711/access")
                .then()
                .statusCode(404);
        admin.api().body(Map.of()).put("/library/1/access").then().statusCode(400);
    }

    @Test
    void aShareThatEndsOrBeginsIsFollowed() {
        house.connect();
        house.awaitLibraries(mia, "TV Shows");

        house.plex().accounts().share(mia.plexId(), Set.of("1", "3"));
        house.awaitLibraries(mia, "Movies", "YouTube");
        house.plex().accounts().share(mia.plexId(), Set.of());
        house.awaitLibraries(mia);
    }

    @Test
    void aShareThatIsRestrictedCountsForNothing() {
        house.share(mia, "1", "2");
        house.plex().accounts().restrict(mia.plexId(), "contentRating=G");
        house.connect();

        house.awaitLibraries(mia, "TV Shows");
    }

    @Test
    void whilePlexTvIsAwayTheSharesThatAreKnownCount() {
        house.connect();
        house.awaitLibraries(mia, "TV Shows");

        house.plex().plexTv().goDown(Down.REFUSING);
        house.plex().library().addMovie(550);
        await().untilAsserted(() ->
                assertThat(house.titles(admin, "/library/1/items")).containsExactly("Fight Club", "The Matrix"));
        house.awaitLibraries(mia, "TV Shows");
    }

    /** A link in an {@code <img>} carries no token: it is good for whom it was made, as long as that person may see it. */
    @Test
    void aPosterIsShownAsLongAsItsLibraryIs() {
        house.connect();
        house.awaitLibraries(mia, "TV Shows");
        String poster = mia.api().get("/library/2/items").then().extract().path("items[0].posterUrl");

        RestAssured.given().get(poster).then().statusCode(200).contentType("image/png");
        house.plex().accounts().share(mia.plexId(), Set.of());
        await().untilAsserted(() -> RestAssured.given().get(poster).then().statusCode(404));
        Sql.run("update auth.users set status = 'suspended' where id = ?", mia.id());
        open("2", true);
        RestAssured.given().get(poster).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/library/x/items", "/library/items/x", "/library/1", "/library/collections/1"})
    void whatIsNoPlaceIsNotThere(String path) {
        mia.api().get(path).then().statusCode(404);
    }

    private void open(String key, boolean open) {
        admin.api()
                .body(Map.of("openToAll", open))
                .put("/library/" + key + "/access")
                .then()
                .statusCode(200)
                .body("openToAll", equalTo(open));
    }
}
