package io.medianest.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Properties;

/**
 * What tells that a backup is complete: it is written last.
 *
 * @param id the backup's name, which sorts by time
 * @param started when it was begun
 * @param finished the earliest time it can be restored to
 * @param firstWal the first file of changes that it needs
 * @param bytes the size of the encrypted file
 * @param sha256 the checksum of the encrypted file
 */
record Manifest(String id, Instant started, Instant finished, String firstWal, long bytes, String sha256) {
    private static final String FILE = "manifest.properties";

    /** Writes it, whole or not at all. */
    void write(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("started", started.toString());
        properties.setProperty("finished", finished.toString());
        properties.setProperty("firstWal", firstWal);
        properties.setProperty("bytes", Long.toString(bytes));
        properties.setProperty("sha256", sha256);
        Path partial = folder.resolve(FILE + ".partial");
        try (var writer = Files.newBufferedWriter(partial)) {
            properties.store(writer, null);
        }
        Files.move(partial, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads that of a backup's folder. */
    static Manifest read(Path folder) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve(FILE))) {
            properties.load(reader);
            return new Manifest(
                    String.valueOf(folder.getFileName()),
                    Instant.parse(properties.getProperty("started", "")),
                    Instant.parse(properties.getProperty("finished", "")),
                    properties.getProperty("firstWal", ""),
                    Long.parseLong(properties.getProperty("bytes", "")),
                    properties.getProperty("sha256", ""));
        } catch (IOException | RuntimeException e) {
            throw new BackupException("The manifest in " + folder + " cannot be read; this backup is damaged.", e);
        }
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }
}
