package io.medianest.simulators.youtube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What videos are made of: a test picture and a tone, by ffmpeg, once for each length and form. */
final class MediaFiles {
    private static final int PATIENCE_SECONDS = 120;

    private final Path folder;

    MediaFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The file of a video of that length in that form; waits until it is made.
     *
     * @throws IllegalStateException if there is no ffmpeg
     */
    synchronized Path file(int seconds, Format format) {
        Path file = folder.resolve(format.itag() + "-" + seconds + "s.mp4");
        if (!Files.exists(file)) {
            Path unfinished = folder.resolve("unfinished-" + file.getFileName());
            make(seconds, format, unfinished);
            try {
                Files.move(unfinished, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    private static void make(int seconds, Format format, Path file) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i"));
        if (format.isSound()) {
            command.addAll(List.of("sine=duration=" + seconds, "-c:a", "aac", "-b:a", "96k"));
        } else {
            command.addAll(List.of(
                    "testsrc=duration=%d:size=%dx%d:rate=5".formatted(seconds, format.width(), format.height()),
                    "-c:v",
                    "libx264",
                    "-preset",
                    "ultrafast",
                    "-pix_fmt",
                    "yuv420p"));
        }
        command.addAll(List.of("-movflags", "+faststart", file.toString()));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("ffmpeg made no video: " + said.strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The simulated YouTube needs ffmpeg to make its videos", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
