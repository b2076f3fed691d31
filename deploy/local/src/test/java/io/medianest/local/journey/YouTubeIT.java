package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.medianest.events.Topics;
import io.medianest.local.journey.Portal.Answer;
import io.medianest.simulators.plex.Item;
import io.medianest.simulators.plex.PlexCollection;
import io.medianest.simulators.youtube.Trouble;
import io.medianest.simulators.youtube.YouTubeSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A playlist's way from YouTube into Plex with the real yt-dlp: each test is a step, on what the steps before it left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YouTubeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LIST = "PLmedianestjourney01";
    private static final String REQUEST =
            "{\"playlistUrl\":\"https://www.youtube.com/playlist?list=" + LIST + "&si=x\",\"quality\":\"720p\"}";
    private static final List<String> VIDEOS =
            List.of("first_video", "second_vide", "priv8_video", "fourth_vide", "fifth_video");

    private static RunningStack stack;
    private static YouTubeSimulator youtube;
    private static Portal mia;
    private static EventStream stream;
    private static String download;
    private static String collection;

    @BeforeAll
    static void start() {
        VideoTools.demand();
        stack = RunningStack.get();
        youtube = stack.youtube();
        youtube.channel().addVideo(VIDEOS.get(0), "Sunrise", 2);
        youtube.channel().addVideo(VIDEOS.get(1), "Sunrise", 2);
        youtube.channel().addVideo(VIDEOS.get(2), "Secret", 2);
        youtube.channel().addVideo(VIDEOS.get(3), "../../%(id)s \u202e\ud83d\udc1f " + "very long ".repeat(30), 2);
        youtube.channel().addVideo(VIDEOS.get(4), "Sunset", 3);
        youtube.channel().trouble(VIDEOS.get(2), Trouble.PRIVATE);
        youtube.channel().addPlaylist(LIST, "One day / by the sea", VIDEOS);
        mia = stack.newPerson("mia");
        stream = mia.stream("/youtube-downloads/events");
    }

    @AfterAll
    static void stop() {
        if (stream != null) {
            stream.close();
        }
    }

    @Test
    @Order(1)
    void sheLooksAtAPlaylistAndAsksForIt() {
        Answer preview =
                mia.post("/youtube-downloads/preview", "{\"url\":\"https://youtube.com/playlist?list=" + LIST + "\"}");
        assertThat(preview.status()).as("%s", preview).isEqualTo(200);
        assertThat(preview.text("title")).isEqualTo("One day / by the sea");
        assertThat(preview.items()).hasSize(5);
        assertThat(mia.post("/youtube-downloads", "{\"playlistUrl\":\"https://www.youtube.com/playlist?list=WL\"}")
                        .code())
                .isEqualTo("NOT_A_YOUTUBE_URL");

        Answer created = mia.post("/youtube-downloads", REQUEST);

        assertThat(created.status()).as("%s", created).isEqualTo(202);
        download = created.text("id");
        assertThat(created.text("status")).isEqualTo("queued");
        assertThat(stack.newPerson("curious")
                        .get("/youtube-downloads/" + download)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(2)
    void whatCanBeHadComesAndTheRestIsExplained() {
        awaitStatus("completed");

        Answer done = mia.get("/youtube-downloads/" + download);
        assertThat(done.body().path("progress").path("itemsTotal").asInt()).isEqualTo(5);
        assertThat(done.body().path("progress").path("itemsDone").asInt()).isEqualTo(4);
        assertThat(done.body().path("progress").path("itemsFailed").asInt()).isEqualTo(1);
        assertThat(done.text("playlistTitle")).isEqualTo("One day / by the sea");
        assertThat(mia.get("/youtube-downloads/" + download + "/items").items())
                .filteredOn(item -> item.path("status").asText().equals("failed"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.path("videoId").asText()).isEqualTo(VIDEOS.get(2));
                    assertThat(item.path("message").asText()).isEqualTo("This video is private.");
                });
        assertThat(stack.query("select status || ' ' || items_failed || ' ' || jsonb_array_length(file_paths)"
                        + " from youtube.youtube_downloads where id = '" + download + "'"))
                .containsExactly("completed 1 4");
    }

    @Test
    @Order(3)
    void theFilesLieWhereTheyShouldAndCanBePlayed() {
        List<Path> files = files();

        assertThat(files).hasSize(4);
        assertThat(files)
                .extracting(file -> file.getFileName().toString().replaceAll(".*\\[(.*)].*", "$1"))
                .containsExactly(VIDEOS.get(0), VIDEOS.get(1), VIDEOS.get(3), VIDEOS.get(4));
        assertThat(files).allSatisfy(file -> {
            assertThat(file).startsWith(stack.videos()).isRegularFile();
            JsonNode media = VideoTools.probe(file);
            assertThat(media.path("streams")
                            .valueStream()
                            .map(each -> each.path("codec_type").asText()))
                    .contains("video", "audio");
            assertThat(media.path("format").path("duration").asDouble()).isBetween(1.5, 4.0);
        });
        assertThat(files).extracting(file -> file.getFileName().toString()).isSorted();
    }

    @Test
    @Order(4)
    void theyAreACollectionInPlexInTheirOrder() {
        await().atMost(PATIENCE)
                .until(() -> mia.get("/youtube-downloads/" + download)
                        .text("plexState")
                        .equals("done"));

        collection = mia.get("/youtube-downloads/" + download).text("plexCollectionId");
        PlexCollection there = stack.plex().collections().find(collection).orElseThrow();
        assertThat(there.title()).isEqualTo("One day / by the sea");
        assertThat(there.items().stream()
                        .map(key ->
                                stack.plex().library().item(key).map(Item::file).orElseThrow()))
                .containsExactlyElementsOf(files().stream().map(Path::toString).toList());
    }

    @Test
    @Order(5)
    void eventsAndTheStreamToldOfIt() {
        try (TopicReader topic = new TopicReader(Topics.YOUTUBE_DOWNLOADS.name(), stack.bootstrapServers())) {
            List<String> types = topic.awaitTypes(download, "youtube-download.in-plex");
            assertThat(types)
                    .startsWith("youtube-download.queued")
                    .endsWith("youtube-download.completed", "youtube-download.in-plex");
            assertThat(types).filteredOn(type -> type.endsWith("item-finished")).hasSize(4);
            assertThat(types).filteredOn(type -> type.endsWith("item-failed")).hasSize(1);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stream.events()).anySatisfy(event -> {
                    assertThat(event.name()).isEqualTo("youtube-download");
                    assertThat(event.data().path("status").asText()).isEqualTo("completed");
                    assertThat(event.data().path("plexCollectionId").asText()).isEqualTo(collection);
                }));
    }

    @Test
    @Order(6)
    void anotherPersonGetsTheSameFilesWithoutASecondDownload() {
        List<Path> before = files();
        int fetched = youtube.server().log().matching("GET", "/videoplayback").size();
        Portal other = stack.newPerson("other");

        String second = other.post("/youtube-downloads", REQUEST).text("id");

        await().atMost(PATIENCE)
                .until(() -> other.get("/youtube-downloads/" + second)
                        .text("plexState")
                        .equals("done"));
        assertThat(other.get("/youtube-downloads/" + second).text("plexCollectionId"))
                .isEqualTo(collection);
        assertThat(youtube.server().log().matching("GET", "/videoplayback")).hasSize(fetched);
        assertThat(stack.plex().collections().all()).hasSize(1);
        assertThat(other.send("DELETE", "/youtube-downloads/" + second + "?files=true", null, "application/json")
                        .status())
                .isEqualTo(204);
        assertThat(before).as("hers too").allMatch(Files::exists);
    }

    @Test
    @Order(7)
    void deletedWithItsFilesItLeavesNothing() {
        List<Path> before = files();

        assertThat(mia.send("DELETE", "/youtube-downloads/" + download + "?files=true", null, "application/json")
                        .status())
                .isEqualTo(204);

        await().atMost(PATIENCE).until(() -> before.stream().noneMatch(Files::exists));
        await().atMost(PATIENCE).until(() -> stack.plex().collections().all().isEmpty());
        assertThat(mia.get("/youtube-downloads/" + download).status()).isEqualTo(404);
    }

    private static void awaitStatus(String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                mia.get("/youtube-downloads/" + download).text("status"))
                        .isEqualTo(status));
    }

    private static List<Path> files() {
        JsonNode paths = mia.get("/youtube-downloads/" + download).body().path("filePaths");
        return StreamSupport.stream(paths.spliterator(), false)
                .map(path -> stack.videos().resolve(path.asText()))
                .toList();
    }
}
