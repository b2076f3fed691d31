package io.medianest.local.installation;

import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param project the folder of the sources and of what was built from them
 * @param home the folder that everything of this installation is kept in, usually {@code .medianest} in the project
 */
public record Installation(Path project, Path home) {
    private static final long BYTES_PER_MEGABYTE = 1024L * 1024;

    /** Works from any current folder. */
    public Installation {
        project = project.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
    }

    /** The usual one of a project. */
    public static Installation of(Path project) {
        return new Installation(project, project.resolve(".medianest"));
    }

    /** PostgreSQL's folder. */
    public Path postgres() {
        return home.resolve("postgres");
    }

    /** Redis' folder. */
    public Path redis() {
        return home.resolve("redis");
    }

    /** Kafka's folder. */
    public Path kafka() {
        return home.resolve("kafka");
    }

    /** Where every process writes its log. */
    public Path logs() {
        return home.resolve("logs");
    }

    /** Where mails are written while no mail server is configured. */
    public Path mail() {
        return home.resolve("mail");
    }

    /** Where months of errors are kept that are no longer in the database. */
    public Path archive() {
        return home.resolve("archive");
    }

    /** Where downloaded videos are kept. */
    public Path youtube() {
        return home.resolve("youtube");
    }

    /** What programs that download videos must not see, with commas. */
    public String hiddenFromTools() {
        return Stream.of(secrets(), mail(), demoUsers(), postgres(), redis(), kafka())
                .map(Path::toString)
                .collect(Collectors.joining(","));
    }

    /** The yt-dlp that was fetched for this checkout, if it was. */
    public Path ytDlp() {
        return project.resolve("target/video-tools/bin/yt-dlp");
    }

    /** What tells whether it runs, and as which processes. */
    public Path run() {
        return home.resolve("run");
    }

    /** Passwords and keys, readable by their owner only. */
    public Path secrets() {
        return home.resolve("secrets");
    }

    /** The people of the demo and their passwords. */
    public Path demoUsers() {
        return home.resolve("demo-users.json");
    }

    /** The identity of a service's process. */
    public Path identityFile(String service) {
        return run().resolve(service + ".process");
    }

    /** Where a Prometheus reads where the metrics are. */
    public Path metricsTargets() {
        return run().resolve("metrics-targets.json");
    }

    /**
     * Makes the folders.
     *
     * @param megabytesNeeded how much must be free on the disk
     * @throws StartException if they cannot be made, or the disk is too full
     */
    public void prepare(long megabytesNeeded) {
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(logs());
            Files.createDirectories(run());
            long free = Files.getFileStore(home).getUsableSpace() / BYTES_PER_MEGABYTE;
            if (free < megabytesNeeded) {
                throw new StartException("The disk is too full: MediaNest needs %d MB in %s, and %d MB are free."
                        .formatted(megabytesNeeded, home, free));
            }
        } catch (IOException e) {
            throw new StartException("MediaNest cannot write to %s: %s.".formatted(home, reason(e)), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : String.valueOf(e.getMessage());
    }
}
