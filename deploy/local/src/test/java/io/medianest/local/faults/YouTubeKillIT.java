package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.journey.VideoTools;
import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import io.medianest.simulators.youtube.Trouble;
import io.medianest.simulators.youtube.YouTubeSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Downloads by the real yt-dlp that are killed in the middle go on where they were, and nothing is left of the killed; what
 * is stopped is given back, and two instances share what there is.
 */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class YouTubeKillIT {
    private static final String API = "/api/v1/youtube-downloads";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String VIDEO = "killed_film";
    /** And a number. */
    private static final String SHARED = "shared_vid";

    private static final String WISH = "{\"playlistUrl\":\"https://www.youtube.com/watch?v=" + VIDEO + "\"}";

    private static MortalStack stack;
    private static YouTubeSimulator youtube;
    private static Household household;

    @BeforeAll
    static void start() {
        VideoTools.demand();
        youtube = YouTubeSimulator.start();
        youtube.channel().addVideo(VIDEO, "A film", 30);
        Map<String, String> settings = new HashMap<>(Settings.FOR_TESTS);
        settings.put("MEDIANEST_YOUTUBE_YT_DLP_PROXY", youtube.proxyUrl());
        settings.put("MEDIANEST_YOUTUBE_YT_DLP_CA_FILE", youtube.certificate().toString());
        settings.put("MEDIANEST_YOUTUBE_LEAST_FREE", "100M");
        settings.put("MEDIANEST_YOUTUBE_QUEUE_SHORTEST_PACE", "0s");
        settings.put("MEDIANEST_YOUTUBE_QUEUE_LONGEST_PACE", "100ms");
        settings.put("MEDIANEST_YOUTUBE_QUEUE_LEASE", "5s");
        settings.put("MEDIANEST_YOUTUBE_QUEUE_FIRST_WAIT", "1s");
        settings.put("MEDIANEST_RATE_LIMIT_YOUTUBE_DOWNLOADS", "1000/1h");
        stack = MortalStack.start(Circumstances.usual(settings));
        household = Household.moveInto(stack, 1);
    }

    @AfterAll
    static void stop() {
        if (household != null) {
            household.overseerr().close();
        }
        if (stack != null) {
            stack.close();
        }
        if (youtube != null) {
            youtube.close();
        }
    }

    @Test
    @Order(1)
    void theFileIsTheSameAsIfNobodyHadBeenKilled() throws IOException {
        Visitor admin = household.admin();
        byte[] undisturbed = wholeFile(admin, asked(admin));

        youtube.channel().trouble(VIDEO, Trouble.SLOW);
        String second = asked(admin);
        awaitPart();
        stack.kill(List.of(Member.YOUTUBE_SERVICE));
        await("yt-dlp ends with its service").atMost(Duration.ofSeconds(10)).until(() -> tools().isEmpty());
        int before = youtube.server().log().matching("GET", "/videoplayback").size();
        youtube.channel().trouble(VIDEO, Trouble.NONE);
        stack.startAgain(EnumSet.of(Member.YOUTUBE_SERVICE));
        assertThat(wholeFile(admin, second)).as("after the service was killed").isEqualTo(undisturbed);
        assertThat(youtube.server().log().matching("GET", "/videoplayback")).hasSizeGreaterThan(before);

        youtube.channel().trouble(VIDEO, Trouble.SLOW);
        String third = asked(admin);
        awaitPart();
        tools().forEach(ProcessHandle::destroyForcibly);
        youtube.channel().trouble(VIDEO, Trouble.NONE);
        assertThat(wholeFile(admin, third)).as("after yt-dlp was killed").isEqualTo(undisturbed);
        assertThat(tools()).isEmpty();
    }

    @Test
    @Order(2)
    void anInstanceThatIsStoppedGivesItsVideosBack() throws IOException {
        Visitor admin = household.admin();
        youtube.channel().trouble(VIDEO, Trouble.SLOW);
        String download = asked(admin);
        awaitPart();

        stack.stop(Member.YOUTUBE_SERVICE);

        assertThat(tools()).isEmpty();
        assertThat(items(download, "status, attempts, lease_owner"))
                .as("as if it had not been tried")
                .containsExactly(List.of("queued", "0", "null"));
        youtube.channel().trouble(VIDEO, Trouble.NONE);
        stack.startAgain(EnumSet.of(Member.YOUTUBE_SERVICE));
        wholeFile(admin, download);
    }

    /** The last one: the second instance stays. */
    @Test
    @Order(3)
    void twoInstancesShareAPlaylistAndNoVideoIsDownloadedTwice() {
        List<String> videos =
                IntStream.rangeClosed(1, 6).mapToObj(i -> SHARED + i).toList();
        videos.forEach(video -> {
            youtube.channel().addVideo(video, "Film " + video, 10);
            youtube.channel().trouble(video, Trouble.SLOW);
        });
        youtube.channel().addPlaylist("PLshared-by-two-01", "Shared", videos);
        stack.startAnother(Member.YOUTUBE_SERVICE);
        String download = household
                .admin()
                .post(API, "{\"playlistUrl\":\"https://www.youtube.com/playlist?list=PLshared-by-two-01\"}")
                .expect(202)
                .text("id");

        await("both instances download").atMost(PATIENCE).until(() -> {
            List<ProcessHandle> running = tools(SHARED);
            assertThat(running.stream().map(YouTubeKillIT::video)).doesNotHaveDuplicates();
            return running.stream()
                            .flatMap(process -> process.parent().stream())
                            .distinct()
                            .count()
                    == 2;
        });
        videos.forEach(video -> youtube.channel().trouble(video, Trouble.NONE));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                household.admin().get(API + "/" + download).text("status"))
                        .isEqualTo("completed"));
        assertThat(items(download, "status, attempts")).hasSize(6).containsOnly(List.of("completed", "1"));
    }

    private static List<List<String>> items(String download, String columns) {
        return stack.query(
                "select " + columns + " from youtube.youtube_download_items where download_id = '" + download + "'");
    }

    private static String asked(Visitor visitor) {
        return visitor.post(API, WISH).expect(202).text("id");
    }

    /** Waits for its file, takes it, and has it deleted, so that the next download begins anew. */
    private static byte[] wholeFile(Visitor visitor, String download) throws IOException {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(visitor.get(API + "/" + download).text("status"))
                                .isEqualTo("completed"));
        Path file = root().resolve(visitor.get(API + "/" + download)
                .body()
                .path("filePaths")
                .path(0)
                .asText());
        byte[] content = Files.readAllBytes(file);
        visitor.send("DELETE", API + "/" + download + "?files=true", null).expect(204);
        await().atMost(PATIENCE).until(() -> !Files.exists(file));
        return content;
    }

    private static void awaitPart() {
        await().atMost(PATIENCE).until(() -> {
            Path parts = root().resolve(".parts");
            if (!Files.isDirectory(parts)) {
                return false;
            }
            try (Stream<Path> tree = Files.walk(parts)) {
                return tree.anyMatch(path ->
                        path.toString().endsWith(".part") && path.toFile().length() > 10_000);
            }
        });
    }

    private static List<ProcessHandle> tools() {
        return tools(VIDEO);
    }

    private static List<ProcessHandle> tools(String video) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("watch?v=" + video))
                .toList();
    }

    private static String video(ProcessHandle process) {
        return process.info().commandLine().orElse("").replaceFirst(".*watch\\?v=", "");
    }

    private static Path root() {
        return stack.installation().youtube();
    }
}
