package io.medianest.youtube.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medianest.youtube.address.Quality;
import io.medianest.youtube.address.YouTubeAddress;
import io.medianest.youtube.support.YouTubeTest;
import io.medianest.youtube.support.YouTubeTestResource;
import io.medianest.youtube.ytdlp.DownloadProgress.Phase;
import io.medianest.youtube.ytdlp.Outcome.Cancelled;
import io.medianest.youtube.ytdlp.Outcome.Done;
import io.medianest.youtube.ytdlp.Outcome.Failed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process boundary, with a program in yt-dlp's place that does what the video's id says. */
@YouTubeTest
class YtDlpTest {
    private static final Path FOLDER = YouTubeTestResource.root().resolve("engine");

    @Inject
    YtDlp ytDlp;

    private final ConcurrentLinkedQueue<DownloadProgress> told = new ConcurrentLinkedQueue<>();

    @Test
    void aListIsReadUpToTheLimitWithEachVideoOnce() throws Exception {
        Listing all = list("PL0000000003", 10);
        assertThat(all.title()).isEqualTo("List PL0000000003");
        assertThat(all.videos())
                .extracting(ListedVideo::videoId)
                .containsExactly("okay0000001", "okay0000002", "okay0000003", "privat00001");
        assertThat(all.videos().getLast().unavailable()).isEqualTo(FailureKind.PRIVATE);
        assertThat(all.truncated()).isFalse();

        Listing some = list("PL0000000003", 2);
        assertThat(some.videos()).hasSize(2);
        assertThat(some.truncated()).isTrue();

        Listing one = ytDlp.list(new YouTubeAddress.Video("okay0000001"), 10)
                .subscribeAsCompletionStage()
                .get();
        assertThat(one.videos()).containsExactly(new ListedVideo("okay0000001", "One", 7, null));
    }

    @ParameterizedTest
    @CsvSource({"PLnone0000000, NO_PLAYLIST", "PLlimited0000, RATE_LIMITED"})
    void aListThatCannotBeHadSaysWhy(String id, FailureKind kind) {
        assertThatThrownBy(() -> list(id, 10))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        YtDlpException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(kind.sentence());
    }

    @Test
    void aVideoIsThereIfItsFileIs() throws Exception {
        Outcome outcome = get("okay0000001");

        assertThat(outcome).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.file())
                    .isEqualTo(FOLDER.resolve("01 T [okay0000001].mp4"))
                    .hasContent("film of okay0000001");
            assertThat(done.bytes()).isEqualTo(19);
            assertThat(done.height()).isEqualTo(360);
            assertThat(done.durationSeconds()).isEqualTo(2);
        });
        assertThat(told).contains(new DownloadProgress(5, 10L, 2.5, 2, Phase.DOWNLOADING));
        assertThat(told).extracting(DownloadProgress::phase).contains(Phase.MERGING);
        assertThat(YouTubeTestResource.root().resolve(".parts/okay0000001-1080p"))
                .doesNotExist();
        assertThat(YouTubeTestResource.root().resolve(".runs")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "missing0001, OTHER",
        "outside0001, OTHER",
        "nothing0001, OTHER",
        "tolive00001, LIVE",
        "private0001, PRIVATE",
        "robots00001, BOT_CHECK",
        "netwrk00001, NETWORK",
        "strange0001, OTHER",
        "greedy00001, TOO_LARGE"
    })
    void anythingElseIsAFailureWithASentence(String id, FailureKind kind) throws Exception {
        assertThat(get(id)).isEqualTo(new Failed(kind, kind.sentence()));
    }

    @Test
    void cancelledItLeavesNoProcess() throws Exception {
        RunningDownload running = ytDlp.download(order("slowly00001", "01 T [slowly00001]"), told::add);
        CompletableFuture<Outcome> outcome = running.outcome().subscribeAsCompletionStage();
        await().until(() -> !told.isEmpty());
        long child = Long.parseLong(
                Files.readString(FOLDER.resolve("slowly00001.child")).strip());
        assertThat(ProcessHandle.of(child)).isPresent();

        running.cancel();

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Cancelled.class);
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void whoeverSaysNothingForTooLongIsEnded() throws Exception {
        assertThat(get("silent00001")).isEqualTo(new Failed(FailureKind.TIMED_OUT, FailureKind.TIMED_OUT.sentence()));
    }

    @Test
    void itKnowsNothingOfTheServicesEnvironmentAndSeesTheAddressAsTheLastArgument() throws Exception {
        get("okay0000009");

        List<String> arguments = Files.readAllLines(FOLDER.resolve("okay0000009.arguments"));
        assertThat(arguments).endsWith("--", "https://www.youtube.com/watch?v=okay0000009");
        assertThat(arguments)
                .contains("--ignore-config", "--no-exec", "--no-playlist", "--no-plugin-dirs", "--no-update")
                .containsOnlyOnce("--");
        assertThat(Files.readAllLines(FOLDER.resolve("okay0000009.environment")))
                .allMatch(line -> line.matches("(PATH|HOME|TMPDIR|LANG|PYTHON[A-Z]+|PWD|SHLVL|_|OLDPWD)=.*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --exec=touch owned [okay0000002]
            %(title)s %(id)s [okay0000002]
            $(touch owned) `touch owned` [okay0000002]
            ; touch owned; [okay0000002]
            -P home:here [okay0000002]
            """)
    void namesAreNothingButNames(String stem) throws Exception {
        Outcome outcome = outcomeOf(ytDlp.download(order("okay0000002", stem), told::add));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.file()).isEqualTo(FOLDER.resolve(stem + ".mp4")));
        assertThat(FOLDER.resolve("owned")).doesNotExist();
    }

    private Outcome get(String id) throws Exception {
        return outcomeOf(ytDlp.download(order(id, "01 T [" + id + "]"), told::add));
    }

    private static Outcome outcomeOf(RunningDownload running) throws Exception {
        return running.outcome().subscribeAsCompletionStage().get(30, TimeUnit.SECONDS);
    }

    private Listing list(String id, int most) throws Exception {
        return ytDlp.list(new YouTubeAddress.Playlist(id), most)
                .subscribeAsCompletionStage()
                .get(30, TimeUnit.SECONDS);
    }

    private static VideoOrder order(String id, String stem) throws IOException {
        return new VideoOrder(
                id, Quality.P1080, stem, Files.createDirectories(FOLDER).toRealPath());
    }
}
