package io.medianest.local.stack;

import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service's classes as the JVM has loaded and linked them once (JEP 483, 514): with it the service starts in less
 * time. It belongs to exactly these jars, this JVM and these options, which its name is made of; the JVM checks the same
 * again and goes without it if they differ.
 */
final class StartupCache {
    private static final int KEY_LENGTH = 16;
    private static final List<String> SILENT = List.of("-Xlog:aot=off", "-Xlog:cds=off");

    private final Path folder;
    private final Path file;

    private StartupCache(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * That of a service; it need not have been made yet.
     *
     * @param application the folder of its jars
     * @param options those of its JVM
     */
    static StartupCache of(Path application, List<String> options) {
        Path folder = application.resolveSibling("startup-cache");
        return new StartupCache(folder, folder.resolve(key(application, options) + ".aot"));
    }

    /** Whether it has been made. */
    boolean exists() {
        return Files.exists(file);
    }

    /** The options that use it; none if it has not been made. */
    List<String> use() {
        if (!exists()) {
            return List.of();
        }
        List<String> options = new ArrayList<>(SILENT);
        options.add("-XX:AOTCache=" + file);
        return options;
    }

    /**
     * The options with which a run notes what it loads.
     *
     * @throws StartException if nothing can be written there
     */
    List<String> record() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> outdated = Files.list(folder)) {
                for (Path old : outdated.toList()) {
                    Files.delete(old);
                }
            }
        } catch (IOException e) {
            throw new StartException(folder + " cannot be written to", e);
        }
        List<String> options = new ArrayList<>(SILENT);
        options.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes()));
        return options;
    }

    /** The options of the JVM that makes the cache of what was noted; it runs nothing and ends. */
    List<String> create() {
        List<String> options = new ArrayList<>(SILENT);
        options.addAll(
                List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + notes(), "-XX:AOTCache=" + unfinished()));
        return options;
    }

    /**
     * Puts what that JVM has made in place, all at once.
     *
     * @throws StartException if it has made nothing
     */
    void finish() {
        try {
            Files.deleteIfExists(notes());
            Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartException(file + " was not made", e);
        }
    }

    private Path notes() {
        return folder.resolve("notes");
    }

    private Path unfinished() {
        return folder.resolve("unfinished");
    }

    private static String key(Path application, List<String> options) {
        StringBuilder identity = new StringBuilder()
                .append(System.getProperty("java.home"))
                .append(System.getProperty("java.vm.version"))
                .append(options);
        try (Stream<Path> files = Files.walk(application)) {
            for (Path jar : files.filter(Files::isRegularFile).sorted().toList()) {
                identity.append(application.relativize(jar))
                        .append(Files.size(jar))
                        .append(Files.getLastModifiedTime(jar));
            }
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(identity.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, KEY_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException("The jars in " + application + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
