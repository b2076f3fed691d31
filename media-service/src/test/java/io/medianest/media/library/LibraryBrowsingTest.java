package io.medianest.media.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.PlexHouse;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paging, sorting and searching, in a copy that was written as following Plex writes it. */
@MediaTest
class LibraryBrowsingTest {
    @RegisterExtension
    static final Household household = new Household();

    @RegisterExtension
    static final PlexHouse house = new PlexHouse();

    private Member admin;

    @BeforeEach
    void come() {
        admin = household.stranger(Role.ADMIN);
        Sql.run("insert into media.library_sections (key, server_id, media_type, title) values"
                + " ('1', 'here', 'movie', 'Films'), ('2', 'here', 'tv', 'Series')");
    }

    @Test
    void pagesLeadThroughAllTitlesOnceInBothOrders() {
        for (int i = 0; i < 25; i++) {
            // Some have the same title, or came at the same time.
            title(100 + i, "1", "Film " + i / 2, i / 3);
        }

        List<String> byTitle = keys("/library/1/items?limit=4");
        List<String> byAdded = keys("/library/1/items?limit=4&sort=added");

        List<String> all = IntStream.range(100, 125).mapToObj(Integer::toString).toList();
        assertThat(byTitle).containsExactlyInAnyOrderElementsOf(all).startsWith("100", "101", "102", "103");
        assertThat(byAdded).containsExactlyElementsOf(all.reversed());
        assertThat(keys("/library/recent?limit=7")).containsExactlyElementsOf(all.reversed());
    }

    @Test
    void whatComesBetweenTwoPagesShiftsNothing() {
        for (int i = 0; i < 6; i++) {
            title(100 + i, "1", "Film " + i, i);
        }
        JsonPath first = page("/library/1/items?limit=3");
        title(200, "1", "A film before all", 0);
        Sql.run("delete from media.library_titles where rating_key = 102");

        assertThat(page("/library/1/items?limit=3&cursor=" + first.getString("nextCursor"))
                        .getList("items.ratingKey"))
                .containsExactly("103", "104", "105");
    }

    @Test
    void searchFindsWhatPeopleTypeAndPutsBeginningsFirst() {
        title(100, "1", "Le fabuleux destin d'Amélie", 1);
        title(101, "1", "Amelia", 2);
        title(102, "2", "Amélie", 3);
        title(103, "1", "100% Wolf", 4);

        assertThat(found("amelie")).containsExactly("102", "100");
        assertThat(found("AMÉL")).containsExactly("101", "102", "100");
        assertThat(found("100%")).containsExactly("103");
        assertThat(found("_")).isEmpty();
        assertThat(keys("/library/search?limit=1&query=amel")).containsExactly("101", "102", "100");
    }

    @ParameterizedTest
    @CsvSource({
        "/library/1/items?sort=year, VALIDATION_FAILED",
        "/library/1/items?limit=0, VALIDATION_FAILED",
        "/library/recent?limit=101, VALIDATION_FAILED",
        "/library/search, VALIDATION_FAILED",
        "/library/search?query=%20, VALIDATION_FAILED",
        "/library/1/items?cursor=AAAA, INVALID_CURSOR",
        "/library/1/collections?cursor=x, INVALID_CURSOR"
    })
    void badInputIsNamed(String path, String code) {
        admin.api().urlEncodingEnabled(false).get(path).then().statusCode(400).body("code", equalTo(code));
    }

    @Test
    void aCursorIsForItsOwnListAndOrder() {
        for (int i = 0; i < 3; i++) {
            title(100 + i, "1", "Film " + i, i);
        }
        String cursor = page("/library/1/items?limit=1").getString("nextCursor");

        for (String other :
                List.of("/library/2/items?cursor=", "/library/1/items?sort=added&cursor=", "/library/recent?cursor=")) {
            admin.api().get(other + cursor).then().statusCode(400).body("code", equalTo("INVALID_CURSOR"));
        }
    }

    @Test
    void aTitleThatPlexSaysLittleOfIsShownAllTheSame() {
        title(100, "1", "Home video", 1);

        admin.api()
                .get("/library/items/100")
                .then()
                .statusCode(200)
                .body("posterUrl", nullValue())
                .body("tmdbId", nullValue())
                .body("seasons.size()", equalTo(0))
                .body("collections.size()", equalTo(0));
    }

    /** Twenty thousand, taken over from Plex and then paged through. */
    @Test
    @Tag("full")
    void aLargeLibraryIsTakenOverAndPagedThrough() {
        house.plex().library().generate(20_000);
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
        try {
            house.connect();
        } finally {
            Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        }

        assertThat(keys("/library/1/items?limit=100")).hasSize(20_000).doesNotHaveDuplicates();
    }

    private static void title(int key, String section, String title, int minutes) {
        String folded = Folded.of(title);
        Sql.run(
                "insert into media.library_titles (rating_key, section_key, media_type, title, sort_title, search_text,"
                        + " added_at, recent_at, updated_at) values (?, ?, ?, ?, ?, ?,"
                        + " timestamptz '2026-01-01 00:00:00Z' + ? * interval '1 minute',"
                        + " timestamptz '2026-01-01 00:00:00Z' + ? * interval '1 minute', now())",
                key,
                section,
                section.equals("1") ? "movie" : "tv",
                title,
                folded,
                folded,
                minutes,
                minutes);
    }

    private List<String> found(String query) {
        return admin.api()
                .queryParam("query", query)
                .get("/library/search")
                .then()
                .statusCode(200)
                .extract()
                .path("items.ratingKey");
    }

    /** Those of all pages. */
    private List<String> keys(String path) {
        List<String> keys = new ArrayList<>();
        JsonPath page = page(path);
        keys.addAll(page.getList("items.ratingKey"));
        while (page.getString("nextCursor") != null) {
            page = page(path + "&cursor=" + page.getString("nextCursor"));
            keys.addAll(page.getList("items.ratingKey"));
        }
        return keys;
    }

    private JsonPath page(String path) {
        return admin.api().get(path).then().statusCode(200).extract().jsonPath();
    }
}
