package io.medianest.youtube.ytdlp;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which yt-dlp there is, and what it understands; looked at again now and then, since it is renewed while this runs. */
@ApplicationScoped
public class Tools {
    private static final Logger LOG = Logger.getLogger(Tools.class);
    private static final Duration LOOK_EACH = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern VERSION = Pattern.compile("(20\\d\\d)\\.(\\d\\d)\\.(\\d\\d).*");

    private final ToolCommand command;
    private final YtDlpConfig config;
    private @Nullable Found found;
    private Instant lookedAt = Instant.EPOCH;

    Tools(ToolCommand command, YtDlpConfig config) {
        this.command = command;
        this.config = config;
    }

    /**
     * The yt-dlp that was found.
     *
     * @param version as it says itself
     * @param help all the options that it knows
     */
    public record Found(String version, String help) {

        /** The day that its version names; empty if it is none. */
        public Optional<LocalDate> released() {
            Matcher parts = VERSION.matcher(version);
            return parts.matches()
                    ? Optional.of(LocalDate.of(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3))))
                    : Optional.empty();
        }

        /** Whole days since then; -1 if nobody knows. */
        public long ageInDays() {
            return released()
                    .map(day -> LocalDate.now(ZoneOffset.UTC).toEpochDay() - day.toEpochDay())
                    .orElse(-1L);
        }

        /** Whether it knows an option. */
        boolean knows(String option) {
            return help.contains(option);
        }
    }

    /** The yt-dlp that is there; empty if there is none that runs. Blocks when it has not been looked at for a while. */
    public synchronized Optional<Found> found() {
        if (lookedAt.isBefore(Instant.now().minus(LOOK_EACH))) {
            found = look();
            lookedAt = Instant.now();
        }
        return Optional.ofNullable(found);
    }

    /** Has it looked at again at the next occasion: it did not work. */
    synchronized void doubt() {
        lookedAt = Instant.EPOCH;
    }

    private @Nullable Found look() {
        try {
            String version =
                    said(config.command(), "--ignore-config", "--version").strip();
            String help = said(config.command(), "--ignore-config", "--help");
            LOG.infof("yt-dlp %s is used", version);
            return new Found(version, help);
        } catch (IOException e) {
            LOG.errorf("yt-dlp does not run, nothing can be downloaded: %s", e.getMessage());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The version of ffmpeg, which puts picture and sound together; empty if there is none that runs. Blocks. */
    public Optional<String> ffmpeg() {
        String program = config.ffmpegFolder()
                .map(folder -> folder.resolve("ffmpeg").toString())
                .orElse("ffmpeg");
        try {
            return said(program, "-version")
                    .lines()
                    .findFirst()
                    .map(line -> line.replaceFirst("^ffmpeg version (\\S+).*", "$1"));
        } catch (IOException e) {
            LOG.errorf("ffmpeg does not run, nothing can be downloaded: %s", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String said(String program, String... arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("medianest-yt-dlp");
        try {
            List<String> lines = new ArrayList<>();
            List<String> complaints = new ArrayList<>();
            ToolProcess process =
                    ToolProcess.start(command.prepare(program, List.of(arguments), folder), config.grace());
            process.read(lines::add, complaints::add, PATIENCE, PATIENCE);
            if (process.code() != 0) {
                throw new IOException("it ended with " + process.code() + ": " + String.join(" ", complaints));
            }
            return String.join("\n", lines);
        } finally {
            Folders.delete(folder);
        }
    }
}
