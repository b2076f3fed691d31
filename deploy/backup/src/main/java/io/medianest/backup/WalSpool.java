package io.medianest.backup;

import io.medianest.stores.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where PostgreSQL puts each finished file of changes, beside its data, until it has been encrypted into the backup
 * folder. Without this folder the server keeps no changes.
 */
public final class WalSpool {
    /**
     * What the server needs: a file of changes is finished after five minutes at the latest, which is how much a disk
     * that breaks can take along. Paths are relative to the data folder, so that none has to be quoted.
     */
    public static final List<String> SETTINGS = List.of(
            "archive_mode=on",
            "archive_timeout=300",
            "archive_command=test ! -d ../wal-spool || { cp %p ../wal-spool/.%f && sync ../wal-spool/.%f "
                    + "&& mv ../wal-spool/.%f ../wal-spool/%f; }");

    private final Path folder;

    /** @param data the server's data folder */
    public WalSpool(Path data) {
        folder = data.resolveSibling("wal-spool");
    }

    /** From now on changes are kept. */
    public void open() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BackupException("Changes cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Whether changes are kept. */
    public boolean isOpen() {
        return Files.isDirectory(folder);
    }

    /** How many bytes of changes wait; what PostgreSQL is just writing may count or not. */
    public long bytes() {
        try {
            long bytes = 0;
            for (Path file : isOpen() ? BackupFolder.list(folder) : List.<Path>of()) {
                bytes += file.toFile().length();
            }
            return bytes;
        } catch (IOException e) {
            throw new BackupException("Changes in " + folder + " cannot be counted: " + e.getMessage(), e);
        }
    }

    /** Stops keeping changes, and forgets those that wait. */
    public void discard() {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new BackupException("Changes in " + folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /**
     * Moves what waits into the backup folder, encrypted; may be called at any time, by one thread at a time.
     *
     * @return how many files
     */
    int drain(BackupFolder target) {
        try {
            int moved = 0;
            for (Path file : Files.isDirectory(folder) ? BackupFolder.list(folder) : List.<Path>of()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    target.archive(file);
                    Files.delete(file);
                    moved++;
                }
            }
            return moved;
        } catch (IOException e) {
            throw new BackupException("Changes cannot be archived from " + folder + ": " + e.getMessage(), e);
        }
    }
}
