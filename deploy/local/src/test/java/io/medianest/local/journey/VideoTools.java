package io.medianest.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.local.installation.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The real yt-dlp and ffmpeg, which some machines lack. */
public final class VideoTools {
    private static final String REQUIRED = "MEDIANEST_REQUIRE_VIDEO_TOOLS";

    private VideoTools() {}

    /** Skips a test where they are missing, and says so; where they are required, it fails. */
    public static void demand() {
        Installation installation = Installation.of(Path.of(System.getProperty("medianest.project.root")));
        boolean there = (Files.isExecutable(installation.ytDlp()) || isOnPath("yt-dlp"))
                && isOnPath("ffmpeg")
                && isOnPath("ffprobe");
        String missing = "yt-dlp or ffmpeg are missing; deploy/tools/video-tools target/video-tools gets them";
        if (!there && "true".equals(System.getenv(REQUIRED))) {
            throw new AssertionError(missing);
        }
        Assumptions.assumeTrue(there, missing);
    }

    /** What ffprobe says of a file; fails if that cannot be played. */
    public static JsonNode probe(Path file) {
        List<String> command =
                List.of("ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", file.toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(file + " cannot be played: " + said);
            }
            return new ObjectMapper().readTree(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
