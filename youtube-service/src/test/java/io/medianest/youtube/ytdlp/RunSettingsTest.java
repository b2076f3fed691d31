package io.medianest.youtube.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.security.SecretsConfig;
import io.medianest.youtube.address.Quality;
import io.medianest.youtube.file.MediaRoot;
import io.medianest.youtube.support.YouTubeTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator sets reaches the process, and no more of it than is meant to. */
@YouTubeTest
class RunSettingsTest {
    private static final String PROGRAM =
            Path.of("src/test/resources/fake-yt-dlp").toAbsolutePath().toString();

    @Inject
    MediaRoot root;

    @Inject
    ObjectMapper json;

    @Inject
    SecretsConfig secrets;

    @Inject
    Shield shield;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(root.path(), "settings");
    }

    @Test
    void eachRunGetsACopyOfTheCookiesThatOnlyTheServiceReadsAndThatIsGoneAfterwards() throws Exception {
        Path cookies = Files.writeString(folder.resolve("cookies.txt"), "# Netscape HTTP Cookie File\nsecret\n");
        Files.setPosixFilePermissions(cookies, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(download("okay0000031", Map.of("cookies-file", cookies.toString())))
                .isInstanceOf(Outcome.Done.class);

        assertThat(Files.readAllLines(folder.resolve("okay0000031.cookies")))
                .containsExactly("600", "# Netscape HTTP Cookie File", "secret");
        assertThat(cookies).as("not written to").hasContent("# Netscape HTTP Cookie File\nsecret\n");
        List<String> arguments = Files.readAllLines(folder.resolve("okay0000031.arguments"));
        Path copy = Path.of(arguments.get(arguments.indexOf("--cookies") + 1));
        assertThat(copy).isNotEqualTo(cookies).doesNotExist();
        assertThat(copy.getParent()).as("nor anything else of the run").doesNotExist();
    }

    @Test
    void proxyUserAgentAndWhatIsKeptBesideReachIt() throws Exception {
        download(
                "okay0000032",
                Map.of(
                        "proxy", "http://127.0.0.1:3128",
                        "user-agent", "A browser; --exec=touch x",
                        "subtitles", "en,de",
                        "thumbnail", "true"));

        List<String> arguments = Files.readAllLines(folder.resolve("okay0000032.arguments"));
        assertThat(arguments)
                .containsSubsequence("--proxy", "http://127.0.0.1:3128")
                .containsSubsequence("--user-agent", "A browser; --exec=touch x")
                .containsSubsequence("--write-subs", "--sub-langs", "en,de")
                .contains("--write-thumbnail")
                .doesNotContain("--cookies");
    }

    @Test
    void whatSolvesTheRiddlesOfYouTubeReachesIt() throws Exception {
        download("okay0000033", Map.of("js-runtime", "quickjs", "remote-components", "ejs:github"));

        assertThat(Files.readAllLines(folder.resolve("okay0000033.arguments")))
                .containsSubsequence("--js-runtimes", "quickjs", "--remote-components", "ejs:github");

        download("okay0000034", Map.of());

        assertThat(Files.readAllLines(folder.resolve("okay0000034.arguments")))
                .doesNotContain("--js-runtimes", "--remote-components");
    }

    @Test
    void whoeverWantsTooMuchMemoryDoesNotGetIt() throws Exception {
        assertThat(download("hungry00001", Map.of("max-memory", "1G"))).isInstanceOf(Outcome.Done.class);

        assertThat(download("hungry00002", Map.of("max-memory", "64M")))
                .isEqualTo(new Outcome.Failed(FailureKind.TOOL_BROKEN, FailureKind.TOOL_BROKEN.sentence()));
    }

    @Test
    void theSecretsOfTheServiceAreNotToBeSeen() throws Exception {
        assumeTrue(shield.holds(), "SKIPPED: this system allows no namespaces of one's own");
        assertThat(seen("snoopy00001", secrets.pepperFile(), Map.of("shield", "false")))
                .as("what it would see")
                .contains(Files.readString(secrets.pepperFile()).strip());
        Path own = Files.createDirectory(folder.resolve("own"));
        Path more = Files.writeString(own.resolve("more"), "another secret");

        assertThat(seen("snoopy00002", secrets.pepperFile(), Map.of())).isEmpty();
        assertThat(seen("snoopy00003", more, Map.of("hidden", own.toString()))).isEmpty();
        assertThat(more).as("for others it stays").hasContent("another secret");
    }

    /** What a program sees of a file and of this process that tries hard. */
    private String seen(String id, Path secret, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("user-agent", secret.toRealPath().toString());
        assertThat(download(id, all)).isInstanceOf(Outcome.Done.class);
        return Files.readString(folder.resolve(id + ".seen"));
    }

    private Outcome download(String id, Map<String, String> settings) throws Exception {
        return Engines.with(PROGRAM, settings, root, json)
                .download(new VideoOrder(id, Quality.BEST, "01 T [" + id + "]", folder), progress -> {})
                .outcome()
                .subscribeAsCompletionStage()
                .get(30, TimeUnit.SECONDS);
    }
}
