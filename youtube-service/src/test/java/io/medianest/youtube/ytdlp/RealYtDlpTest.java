package io.medianest.youtube.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.simulators.youtube.Trouble;
import io.medianest.simulators.youtube.YouTubeSimulator;
import io.medianest.youtube.address.Quality;
import io.medianest.youtube.address.YouTubeAddress;
import io.medianest.youtube.file.FileNames;
import io.medianest.youtube.file.MediaRoot;
import io.medianest.youtube.support.YouTubeTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real yt-dlp and ffmpeg, which meet a simulated YouTube. */
@Tag("full")
@YouTubeTest
class RealYtDlpTest {
    private static final String LIST = "PLhostilehostile";
    private static final int PATIENCE_SECONDS = 120;
    private static final List<String> TITLES = List.of(
            "..",
            "../../../../pwned",
            "/etc/pwned",
            "..\\..\\pwned",
            "x".repeat(300),
            "%(id)s %(title)s %(playlist)s",
            "%s %d %% %",
            "--exec=touch pwned",
            "-o/tmp/pwned",
            "; touch pwned #",
            "$(touch pwned) `touch pwned`",
            "line\nbreak \u0007 bell \u001b[31m",
            "\u202egpj.exe \ud83d\ude00 \u200b",
            "CON",
            ".hidden",
            "</script><script>1",
            "\"quoted\" 'single' \\ back",
            "Same",
            "Same",
            " ");

    private static YouTubeSimulator youtube;

    @Inject
    MediaRoot root;

    @Inject
    ObjectMapper json;

    private YtDlp ytDlp;
    private Path directory;

    @BeforeAll
    static void start() {
        boolean there = program().isPresent();
        assumeTrue(
                there || System.getenv("CI") != null,
                "SKIPPED: there is no yt-dlp; deploy/tools/video-tools target/video-tools gets it");
        assertThat(there).as("yt-dlp in CI").isTrue();
        youtube = YouTubeSimulator.start();
    }

    @AfterAll
    static void stop() {
        if (youtube != null) {
            youtube.close();
        }
    }

    @BeforeEach
    void usualEngine() throws IOException {
        youtube.reset();
        ytDlp = engine(Map.of());
        directory = Files.createTempDirectory(root.path(), "real");
    }

    @Test
    void noTitleLeadsOutOfItsFolder() throws Exception {
        List<String> ids = IntStream.range(0, TITLES.size())
                .mapToObj("hostile%04d"::formatted)
                .toList();
        IntStream.range(0, ids.size()).forEach(i -> youtube.channel().addVideo(ids.get(i), TITLES.get(i), 1));
        youtube.channel().addPlaylist(LIST, "../../pwned %(id)s", ids);

        Listing listing = ytDlp.list(new YouTubeAddress.Playlist(LIST), 100)
                .subscribeAsCompletionStage()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(listing.videos()).extracting(ListedVideo::videoId).containsExactlyElementsOf(ids);
        Path folder = directory.resolve(FileNames.folder(listing.title(), LIST, Quality.BEST));
        for (int i = 0; i < ids.size(); i++) {
            ListedVideo video = listing.videos().get(i);
            Outcome outcome = download(video.videoId(), FileNames.stem(i + 1, video.title(), video.videoId()), folder);
            assertThat(outcome).as(TITLES.get(i)).isInstanceOfSatisfying(Outcome.Done.class, done -> {
                assertThat(done.file().getParent()).isEqualTo(folder);
                assertThat(done.file()).isRegularFile();
                assertThat(done.height()).isEqualTo(1080);
            });
        }

        assertThat(filesBelow(folder)).hasSize(TITLES.size());
        assertThat(filesBelow(directory)).hasSize(TITLES.size());
        assertThat(youtube.refused()).isEmpty();
        assertThat(Path.of("pwned")).doesNotExist();
        assertThat(Path.of("/tmp/pwned")).doesNotExist();
        assertThat(Path.of("/etc/pwned")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE, PRIVATE",
        "UNAVAILABLE, UNAVAILABLE",
        "MEMBERS_ONLY, MEMBERS_ONLY",
        "AGE_RESTRICTED, AGE_RESTRICTED",
        "LIVE, LIVE",
        "BOT_CHECK, BOT_CHECK",
        "RATE_LIMITED, RATE_LIMITED"
    })
    void whatIsTheMatterIsUnderstood(Trouble trouble, FailureKind kind) throws Exception {
        youtube.channel().addVideo("troubled001", "Troubled", 1);
        youtube.channel().trouble("troubled001", trouble);

        assertThat(download("troubled001", "001", directory)).isEqualTo(new Outcome.Failed(kind, kind.sentence()));
        assertThat(filesBelow(directory)).isEmpty();
    }

    @Test
    void whatIsTooLargeIsLeft() throws Exception {
        youtube.channel().addVideo("toolarge001", "Connection timed out", 1);
        ytDlp = engine(Map.of("max-file-size", "1K"));

        assertThat(download("toolarge001", "001 - Connection timed out", directory))
                .isEqualTo(new Outcome.Failed(FailureKind.TOO_LARGE, FailureKind.TOO_LARGE.sentence()));
    }

    @Test
    void aConnectionThatBreaksIsTakenUpAgain() throws Exception {
        youtube.channel().addVideo("brokenoff01", "Broken off", 2);
        Outcome whole = download("brokenoff01", "whole", directory);
        youtube.channel().trouble("brokenoff01", Trouble.DROPPED);
        Path elsewhere = Files.createDirectory(directory.resolve("again"));
        Outcome resumed = download("brokenoff01", "again", elsewhere);

        assertThat(whole).isInstanceOf(Outcome.Done.class);
        assertThat(resumed).isInstanceOf(Outcome.Done.class);
        assertThat(elsewhere.resolve("again.mp4")).hasSameBinaryContentAs(directory.resolve("whole.mp4"));
    }

    @Test
    void subtitlesAndThumbnailLieBesideTheVideo() throws Exception {
        youtube.channel().addVideo("besides0001", "With words", 2);
        ytDlp = engine(Map.of("subtitles", "en", "thumbnail", "true"));

        assertThat(download("besides0001", "001 - With words", directory)).isInstanceOf(Outcome.Done.class);

        assertThat(filesBelow(directory))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("001 - With words.mp4", "001 - With words.en.srt", "001 - With words.jpg");
        assertThat(directory.resolve("001 - With words.en.srt")).content().contains("Simulated words");
    }

    @Test
    void cancelledWhileFfmpegMergesItLeavesNoProcessAndIsMergedTheNextTime() throws Exception {
        String id = "mergeslow01";
        youtube.channel().addVideo(id, "Merged slowly", 3);
        Outcome undisturbed = download(id, "undisturbed", directory);
        Path folder = Files.createDirectory(directory.resolve("merged"));
        RunningDownload running = engine(Map.of("ffmpeg-folder", slowFfmpeg().toString()))
                .download(new VideoOrder(id, Quality.P1080, "merged [" + id + "]", folder), progress -> {});
        CompletableFuture<Outcome> outcome = running.outcome().subscribeAsCompletionStage();
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> !merging(id).isEmpty());

        running.cancel();

        assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
        await().atMost(Duration.ofSeconds(5)).until(() -> merging(id).isEmpty());
        assertThat(filesBelow(folder)).isEmpty();
        assertThat(undisturbed).isInstanceOf(Outcome.Done.class);
        assertThat(download(id, "merged [" + id + "]", folder)).isInstanceOf(Outcome.Done.class);
        assertThat(folder.resolve("merged [" + id + "].mp4"))
                .hasSameBinaryContentAs(directory.resolve("undisturbed.mp4"));
    }

    private Outcome download(String id, String stem, Path folder) throws Exception {
        return ytDlp.download(new VideoOrder(id, Quality.P1080, stem, folder), progress -> {})
                .outcome()
                .subscribeAsCompletionStage()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private YtDlp engine(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("proxy", youtube.proxyUrl());
        settings.put("ca-file", youtube.certificate().toString());
        return Engines.with(program().orElseThrow(), settings, root, json);
    }

    /** A folder whose ffmpeg is the real one, made slow: what takes a second takes a minute. */
    private Path slowFfmpeg() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        Path ffmpeg = Files.writeString(
                tools.resolve("ffmpeg"), """
                #!/bin/sh
                case " $* " in
                  *" -i "*) exec %s -readrate 0.02 "$@" ;;
                  *) exec %s "$@" ;;
                esac
                """.replace("%s", onPath("ffmpeg").orElseThrow()));
        Files.setPosixFilePermissions(ffmpeg, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(
                tools.resolve("ffprobe"), Path.of(onPath("ffprobe").orElseThrow()));
        return tools;
    }

    /** What puts this video together right now. */
    private static List<ProcessHandle> merging(String id) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").matches(".*ffmpeg .*" + id + ".*"))
                .toList();
    }

    /** The checkout's own, else that of the PATH. */
    private static Optional<String> program() {
        Path own = Path.of(System.getProperty("medianest.project.root"), "target", "video-tools", "bin", "yt-dlp");
        return Files.isExecutable(own) ? Optional.of(own.toString()) : onPath("yt-dlp");
    }

    private static Optional<String> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
