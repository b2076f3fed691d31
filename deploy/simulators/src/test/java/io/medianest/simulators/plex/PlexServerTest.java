package io.medianest.simulators.plex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlexServerTest {

    @TempDir
    private Path youtube;

    private PlexSimulator simulator;
    private HttpCalls owner;

    @BeforeEach
    void start() {
        simulator = PlexSimulator.start("127.0.0.1", 0, 0, youtube.toString());
        owner = new HttpCalls(
                simulator.server().baseUrl(),
                Map.of("X-Plex-Token", simulator.owner().token(), "Accept", "application/json"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void identityNeedsNoToken() {
        JsonObject identity = container(owner.without("X-Plex-Token").get("/identity"));

        assertThat(identity.getString("machineIdentifier")).isEqualTo(PlexSimulator.MACHINE_IDENTIFIER);
        assertThat(identity.getBoolean("claimed")).isTrue();
        assertThat(identity.getString("version")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/library/sections", "/library/recentlyAdded", "/hubs/search?query=x", "/activities"})
    void everythingElseNeedsATokenInTheHeader(String path) {
        String token = simulator.owner().token();
        String join = path.contains("?") ? "&" : "?";

        assertThat(owner.get(path).status()).isEqualTo(200);
        assertThat(owner.without("X-Plex-Token").get(path).status()).isEqualTo(401);
        assertThat(owner.without("X-Plex-Token")
                        .get(path + join + "X-Plex-Token=" + token)
                        .status())
                .isEqualTo(401);
        assertThat(owner.with("X-Plex-Token", simulator.owner().serverToken())
                        .get(path)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sectionsSayWhereTheyAreAndWhetherTheyAreScanned() {
        JsonArray sections = container(owner.get("/library/sections")).getJsonArray("Directory");

        assertThat(sections).hasSize(3);
        JsonObject videos = sections.getJsonObject(2);
        assertThat(videos.getString("key")).isEqualTo("3");
        assertThat(videos.getString("type")).isEqualTo("movie");
        assertThat(videos.getString("title")).isEqualTo("YouTube");
        assertThat(videos.getBoolean("refreshing")).isFalse();
        assertThat(videos.getLong("scannedAt")).isPositive();
        assertThat(videos.getJsonArray("Location").getJsonObject(0).getString("path"))
                .isEqualTo(youtube.toString());
    }

    @Test
    void itemsArePagedByHeaderOrParameter() {
        List.of(603, 550, 13, 278).forEach(simulator.library()::addMovie);

        JsonObject all = container(owner.get("/library/sections/1/all?type=1&includeGuids=1"));
        JsonObject byHeader = container(owner.with("X-Plex-Container-Start", "1")
                .with("X-Plex-Container-Size", "2")
                .get("/library/sections/1/all?type=1"));
        JsonObject byParameter =
                container(owner.get("/library/sections/1/all?X-Plex-Container-Start=3&X-Plex-Container-Size=2"));
        JsonObject matrix = all.getJsonArray("Metadata").getJsonObject(2);

        assertThat(titles(all)).containsExactly("Fight Club", "Forrest Gump", "The Matrix", "The Shawshank Redemption");
        assertThat(titles(byHeader)).containsExactly("Forrest Gump", "The Matrix");
        assertThat(byHeader.getInteger("totalSize")).isEqualTo(4);
        assertThat(byHeader.getInteger("offset")).isEqualTo(1);
        assertThat(titles(byParameter)).containsExactly("The Shawshank Redemption");
        assertThat(matrix.getInteger("year")).isEqualTo(1999);
        assertThat(matrix.getString("thumb")).startsWith("/library/metadata/");
        assertThat(matrix.getJsonArray("Guid").getJsonObject(0).getString("id")).isEqualTo("tmdb://603");
        assertThat(file(matrix)).isEqualTo("/media/movies/The Matrix (1999)/The Matrix (1999).mkv");
        assertThat(byHeader.getJsonArray("Metadata").getJsonObject(1).containsKey("Guid"))
                .isFalse();
    }

    @Test
    void showsHaveSeasonsAndEpisodes() {
        String show = simulator.library().addSeasons(1396, List.of(1, 2)).ratingKey();
        simulator.library().addSeasons(1396, List.of(2, 3));

        JsonObject shows = container(owner.get("/library/sections/2/all?type=2"));
        JsonObject episodes = container(owner.get("/library/sections/2/all?type=4"));
        JsonObject seasons = container(owner.get("/library/metadata/" + show + "/children"));

        assertThat(titles(shows)).containsExactly("Breaking Bad");
        assertThat(episodes.getInteger("size")).isEqualTo(7 + 13 + 13);
        assertThat(titles(seasons)).containsExactly("Season 1", "Season 2", "Season 3");
        assertThat(seasons.getJsonArray("Metadata").getJsonObject(0).getString("parentTitle"))
                .isEqualTo("Breaking Bad");
        assertThat(container(owner.get("/library/sections/2/all?type=1")).containsKey("Metadata"))
                .isFalse();
        assertThat(owner.get("/library/sections/9/all").status()).isEqualTo(404);
    }

    @Test
    void searchIsByHubWithThreeEach() {
        List.of(120, 121, 122, 8587).forEach(simulator.library()::addMovie);

        JsonObject hub = movies(owner.get("/hubs/search?query=the%20lord"));

        assertThat(hub.getJsonArray("Metadata")).hasSize(3);
        assertThat(movies(owner.get("/hubs/search?query=the&limit=10")).getInteger("size"))
                .isEqualTo(4);
    }

    @Test
    void newestComesFirst() {
        simulator.library().addMovie(603);
        simulator.library().addSeasons(1396, List.of(1));
        simulator.library().addMovie(550);

        assertThat(titles(container(owner.get("/library/recentlyAdded"))))
                .containsExactly("Fight Club", "Season 1", "The Matrix");
    }

    @Test
    void metadataIsFoundWithItsExternalIdsOrNot() {
        String key = simulator.library().addMovie(603).ratingKey();

        JsonObject item = container(owner.get("/library/metadata/" + key))
                .getJsonArray("Metadata")
                .getJsonObject(0);

        assertThat(item.getJsonArray("Guid")).hasSize(2);
        assertThat(owner.get(item.getString("thumb")).headers()).containsEntry("content-type", "image/png");
        simulator.library().remove(key);
        assertThat(owner.get("/library/metadata/" + key).status()).isEqualTo(404);
    }

    @Test
    void sharedUsersSeeTheirLibrariesAndChangeNothing() {
        PlexAccount mia = simulator.accounts().add(2002, "mia", "mia@example.org", Set.of("1"));
        HttpCalls asMia = owner.with("X-Plex-Token", mia.serverToken());
        simulator.library().addMovie(603);
        simulator.library().addSeasons(1396, List.of(1));

        assertThat(titles(container(asMia.get("/library/sections")), "Directory"))
                .containsExactly("Movies");
        assertThat(titles(container(asMia.get("/library/recentlyAdded")))).containsExactly("The Matrix");
        assertThat(asMia.get("/library/sections/2/all").status()).isEqualTo(404);
        assertThat(asMia.get("/library/sections/1/refresh").status()).isEqualTo(403);
        assertThat(asMia.post("/library/collections?type=1&title=T&smart=0&sectionId=1&uri=x")
                        .status())
                .isEqualTo(403);
        assertThat(owner.with("X-Plex-Token", mia.token())
                        .get("/library/sections")
                        .status())
                .isEqualTo(401);
        simulator.accounts().share(mia.id(), Set.of());
        assertThat(asMia.get("/library/sections").status()).isEqualTo(401);
        assertThat(simulator.server().log().matching("GET", "/library/recentlyAdded"))
                .extracting("actingUser")
                .containsExactly("mia");
    }

    @Test
    void scanFindsNewFilesAndForgetsVanishedOnes() throws IOException {
        Path directory = Files.createDirectories(youtube.resolve("Talks"));
        Path video = Files.writeString(directory.resolve("A talk [abc123XYZ_-].mp4"), "");
        Files.writeString(directory.resolve("A talk [abc123XYZ_-].info.json"), "{}");

        scan("/library/sections/3/refresh?path=" + encoded(directory));
        JsonObject found = container(owner.get("/library/sections/3/all?type=1"));
        Files.delete(video);
        scan("/library/sections/3/refresh");

        assertThat(titles(found)).containsExactly("A talk [abc123XYZ_-]");
        assertThat(file(found.getJsonArray("Metadata").getJsonObject(0))).isEqualTo(video.toString());
        assertThat(container(owner.get("/library/sections/3/all?type=1")).getInteger("size"))
                .isZero();
    }

    @Test
    void runningScanIsShown() {
        simulator.scanner().duration(Duration.ofMillis(1500));

        owner.get("/library/sections/3/refresh");
        owner.get("/library/sections/3/refresh");
        JsonObject activities = container(owner.get("/activities"));

        assertThat(isScanning()).isTrue();
        assertThat(activities.getInteger("size")).isEqualTo(1);
        JsonObject activity = activities.getJsonArray("Activity").getJsonObject(0);
        assertThat(activity.getString("type")).isEqualTo("library.update.section");
        assertThat(activity.getJsonObject("Context").getString("librarySectionID"))
                .isEqualTo("3");
        await().until(() -> !isScanning());
        assertThat(container(owner.get("/activities")).getInteger("size")).isZero();
    }

    @Test
    void scanOfADirectoryCanOverlookANewOne() {
        simulator.scanner().missNewFolders(true);
        simulator.scanner().addFile(youtube + "/New/First [abc].mp4");
        String path = "/library/sections/3/refresh?path=" + encoded(youtube.resolve("New"));

        scan(path);
        int scoped = container(owner.get("/library/sections/3/all")).getInteger("size");
        scan("/library/sections/3/refresh");
        simulator.scanner().addFile(youtube + "/New/Second [def].mp4");
        scan(path);

        assertThat(scoped).isZero();
        assertThat(container(owner.get("/library/sections/3/all")).getInteger("size"))
                .isEqualTo(2);
    }

    @Test
    void scanOutsideTheLibraryFindsNothing() {
        simulator.scanner().addFile("/elsewhere/Other [abc].mp4");

        scan("/library/sections/3/refresh?path=%2Felsewhere");

        assertThat(simulator.library().items()).isEmpty();
    }

    @Test
    void answersAreXmlUnlessJsonIsAskedFor() {
        Answer answer = owner.without("Accept").get("/library/sections");

        assertThat(answer.headers()).containsEntry("content-type", "application/xml");
        assertThat(answer.body())
                .contains(
                        "<MediaContainer size=\"3\"",
                        "refreshing=\"0\"",
                        "<Location id=\"1\" path=\"/media/movies\"/>");
    }

    private void scan(String path) {
        assertThat(owner.get(path).status()).isEqualTo(200);
        await().until(() -> !isScanning());
    }

    private boolean isScanning() {
        return container(owner.get("/library/sections"))
                .getJsonArray("Directory")
                .getJsonObject(2)
                .getBoolean("refreshing");
    }

    private static String encoded(Path path) {
        return path.toString().replace("/", "%2F");
    }

    private static String file(JsonObject item) {
        return item.getJsonArray("Media")
                .getJsonObject(0)
                .getJsonArray("Part")
                .getJsonObject(0)
                .getString("file");
    }

    private static JsonObject movies(Answer answer) {
        return container(answer).getJsonArray("Hub").stream()
                .map(JsonObject.class::cast)
                .filter(hub -> hub.getString("type").equals("movie"))
                .findFirst()
                .orElseThrow();
    }

    static JsonObject container(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonObject("MediaContainer");
    }

    static List<String> titles(JsonObject container) {
        return titles(container, "Metadata");
    }

    private static List<String> titles(JsonObject container, String name) {
        return container.getJsonArray(name, new JsonArray()).stream()
                .map(entry -> ((JsonObject) entry).getString("title"))
                .toList();
    }
}
