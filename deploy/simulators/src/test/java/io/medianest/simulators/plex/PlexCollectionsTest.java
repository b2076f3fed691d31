package io.medianest.simulators.plex;

import static io.medianest.simulators.plex.PlexServerTest.container;
import static io.medianest.simulators.plex.PlexServerTest.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlexCollectionsTest {

    private static PlexSimulator simulator;
    private HttpCalls owner;
    private String matrix;
    private String club;
    private String gump;

    @BeforeAll
    static void start() {
        simulator = PlexSimulator.start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
        owner = new HttpCalls(
                simulator.server().baseUrl(),
                Map.of("X-Plex-Token", simulator.owner().token(), "Accept", "application/json"));
        matrix = simulator.library().addMovie(603).ratingKey();
        club = simulator.library().addMovie(550).ratingKey();
        gump = simulator.library().addMovie(13).ratingKey();
    }

    @Test
    void collectionIsMadeReadAndRemoved() {
        String key = create("Nights", matrix, club);

        JsonObject listed = container(owner.get("/library/sections/1/collections"));
        JsonObject entry = listed.getJsonArray("Metadata").getJsonObject(0);

        assertThat(entry.getString("ratingKey")).isEqualTo(key);
        assertThat(entry.getString("title")).isEqualTo("Nights");
        assertThat(entry.getString("type")).isEqualTo("collection");
        assertThat(entry.getString("subtype")).isEqualTo("movie");
        assertThat(entry.getString("childCount")).isEqualTo("2");
        assertThat(titles(container(owner.get("/library/metadata/" + key)))).containsExactly("Nights");
        assertThat(owner.delete("/library/collections/" + key).status()).isEqualTo(200);
        assertThat(owner.get("/library/collections/" + key).status()).isEqualTo(404);
        assertThat(owner.get("/library/collections/" + key + "/items").status()).isEqualTo(404);
    }

    @Test
    void makingItTwiceMakesTwo() {
        String first = create("Nights", matrix);
        String second = create("Nights", matrix);

        assertThat(second).isNotEqualTo(first);
        assertThat(titles(container(owner.get("/library/sections/1/collections"))))
                .containsExactly("Nights", "Nights");
    }

    @Test
    void itemsAreAddedOnceAndRemoved() {
        String key = create("Nights", matrix);

        Answer added = owner.put("/library/collections/" + key + "/items?uri=" + uri(matrix, club));
        Answer removed = owner.delete("/library/collections/" + key + "/items/" + matrix);

        assertThat(container(added).getJsonArray("Metadata").getJsonObject(0).getString("childCount"))
                .isEqualTo("2");
        assertThat(removed.status()).isEqualTo(200);
        assertThat(items(key)).containsExactly("Fight Club");
        assertThat(owner.delete("/library/collections/" + key + "/items/" + matrix)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void orderIsAsArrangedOnlyWhenSortedSo() {
        String key = create("Nights", matrix, club, gump);

        List<String> byYear = items(key);
        owner.put("/library/collections/" + key + "/items/" + gump + "/move?after=" + matrix);
        List<String> stillByYear = items(key);
        Answer sorted = owner.put("/library/metadata/" + key + "/prefs?collectionSort=2");
        List<String> arranged = items(key);
        owner.put("/library/collections/" + key + "/items/" + club + "/move");
        List<String> moved = items(key);
        owner.put("/library/metadata/" + key + "/prefs?collectionSort=1");

        assertThat(byYear).startsWith("Forrest Gump");
        assertThat(stillByYear).isEqualTo(byYear);
        assertThat(sorted.status()).isEqualTo(200);
        assertThat(arranged).containsExactly("The Matrix", "Forrest Gump", "Fight Club");
        assertThat(moved).containsExactly("Fight Club", "The Matrix", "Forrest Gump");
        assertThat(items(key)).containsExactly("Fight Club", "Forrest Gump", "The Matrix");
        assertThat(owner.put("/library/metadata/" + key + "/prefs?collectionSort=7")
                        .status())
                .isEqualTo(400);
        assertThat(owner.put("/library/collections/" + key + "/items/" + club + "/move?after=9999")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void wrongMediaTypeOrServerIsABadRequest() {
        String show = simulator.library().addSeasons(1396, List.of(1)).ratingKey();
        String key = create("Nights", matrix);

        assertThat(make("1", "1", uri(show)).status()).isEqualTo(400);
        assertThat(make("2", "1", uri(matrix)).status()).isEqualTo(400);
        assertThat(make("9", "1", uri(matrix)).status()).isEqualTo(400);
        assertThat(make("1", "1", uri("9999")).status()).isEqualTo(400);
        assertThat(make("1", "1", uri(matrix).replace(PlexSimulator.MACHINE_IDENTIFIER, "other"))
                        .status())
                .isEqualTo(400);
        assertThat(owner.put("/library/collections/" + key + "/items?uri=" + uri(show))
                        .status())
                .isEqualTo(400);
        assertThat(make("2", "2", uri(show)).status()).isEqualTo(200);
    }

    @Test
    void moreThanAHundredItemsComeInPages() {
        IntStream.range(0, 120)
                .forEach(i -> simulator.scanner().addFile("/media/youtube/Many/Video %03d.mp4".formatted(i)));
        owner.get("/library/sections/3/refresh");
        await().until(() -> simulator.library().items().size() == 123);
        String[] keys = simulator.library().items().stream()
                .filter(item -> item.section().equals("3"))
                .map(Item::ratingKey)
                .toArray(String[]::new);
        String key = make("1", "3", uri(keys))
                .json()
                .getJsonObject("MediaContainer")
                .getJsonArray("Metadata")
                .getJsonObject(0)
                .getString("ratingKey");

        JsonObject first = container(owner.get("/library/collections/" + key + "/items"));
        JsonObject second =
                container(owner.with("X-Plex-Container-Start", "100").get("/library/collections/" + key + "/items"));

        assertThat(first.getInteger("size")).isEqualTo(100);
        assertThat(first.getInteger("totalSize")).isEqualTo(120);
        assertThat(second.getInteger("size")).isEqualTo(20);
    }

    private String create(String title, String... keys) {
        Answer answer =
                owner.post("/library/collections?type=1&title=" + title + "&smart=0&sectionId=1&uri=" + uri(keys));
        return container(answer).getJsonArray("Metadata").getJsonObject(0).getString("ratingKey");
    }

    private Answer make(String type, String section, String uri) {
        return owner.post(
                "/library/collections?type=" + type + "&title=T&smart=0&sectionId=" + section + "&uri=" + uri);
    }

    private List<String> items(String key) {
        return titles(container(owner.get("/library/collections/" + key + "/items")));
    }

    private static String uri(String... keys) {
        return "server%3A%2F%2F" + PlexSimulator.MACHINE_IDENTIFIER
                + "%2Fcom.plexapp.plugins.library%2Flibrary%2Fmetadata%2F" + String.join("%2C", keys);
    }
}
