package io.medianest.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Copies of the months of errors that have left the database. Each is copied before the changes are that took its month
 * away, so a month is always in one of both.
 */
final class ErrorArchive {
    private static final String WRITTEN = ".csv.gz";

    private final BackupFolder backups;
    private final Path folder;

    /**
     * @param backups gets the copies
     * @param folder the files; need not exist
     */
    ErrorArchive(BackupFolder backups, Path folder) {
        this.backups = backups;
        this.folder = folder;
    }

    /** Copies what is new or was written again. */
    void keep() {
        try {
            for (Path file : files(folder)) {
                String name = file.getFileName().toString();
                FileTime written = Files.getLastModifiedTime(file);
                Path copy = backups.errors().resolve(name + BackupFolder.ENCRYPTED);
                if (!Files.exists(copy) || !Files.getLastModifiedTime(copy).equals(written)) {
                    copy(file, name, copy, written);
                }
            }
        } catch (IOException e) {
            throw new BackupException("The archived errors in " + folder + " cannot be copied: " + e.getMessage(), e);
        }
    }

    /**
     * Puts back what is missing; what is there stays as it is.
     *
     * @return how many files
     */
    int restore() {
        try {
            Files.createDirectories(folder);
            int restored = 0;
            for (Path copy : BackupFolder.list(backups.errors())) {
                String name = nameOf(copy);
                if (!name.startsWith(".") && !Files.exists(folder.resolve(name))) {
                    Path partial = folder.resolve(name + ".partial");
                    try (InputStream in = backups.reading(copy, "errors/" + name)) {
                        Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                    }
                    Files.setLastModifiedTime(partial, Files.getLastModifiedTime(copy));
                    BackupFolder.force(partial);
                    Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                    restored++;
                }
            }
            return restored;
        } catch (IOException e) {
            throw new BackupException("The archived errors cannot be put into " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Deletes copies of files that somebody has deleted, once they are older than a time. */
    void prune(Duration kept) {
        FileTime oldest = FileTime.from(Instant.now().minus(kept));
        try {
            for (Path copy : BackupFolder.list(backups.errors())) {
                boolean deleted = Files.isDirectory(folder) && !Files.exists(folder.resolve(nameOf(copy)));
                if (deleted && Files.getLastModifiedTime(copy).compareTo(oldest) < 0) {
                    Files.delete(copy);
                }
            }
        } catch (IOException e) {
            throw new BackupException("Old copies of archived errors cannot be deleted: " + e.getMessage(), e);
        }
    }

    private void copy(Path file, String name, Path copy, FileTime written) throws IOException {
        Path partial = backups.errors().resolve("." + name + ".partial");
        try (OutputStream out = backups.writing(partial, "errors/" + name)) {
            Files.copy(file, out);
        }
        Files.setLastModifiedTime(partial, written);
        BackupFolder.force(partial);
        Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> files(Path folder) throws IOException {
        return Files.isDirectory(folder)
                ? BackupFolder.list(folder).stream()
                        .filter(file -> file.toString().endsWith(WRITTEN) && Files.isRegularFile(file))
                        .toList()
                : List.of();
    }

    private static String nameOf(Path copy) {
        return copy.getFileName().toString().replaceFirst("\\Q" + BackupFolder.ENCRYPTED + "\\E$", "");
    }
}
