package io.medianest.backup;

import io.medianest.encryption.StreamCipher;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The backups of an installation: where they are, with which key, and one writer at a time. */
public final class Backups {
    private static final String DAYS = "[1-9][0-9]{0,3}";

    private final BackedUp source;
    private final Path folder;
    private final Duration kept;

    /**
     * @param source what is backed up
     * @param folder where backups are kept, better on another disk
     * @param daysKept for how long, 1 to 9999; the newest is always kept
     * @throws BackupException if that is no such number
     */
    public Backups(BackedUp source, Path folder, String daysKept) {
        if (!daysKept.matches(DAYS)) {
            throw new BackupException("MEDIANEST_BACKUP_KEEP_DAYS needs a number of days, not " + daysKept + ".");
        }
        this.source = source;
        this.folder = folder.toAbsolutePath().normalize();
        kept = Duration.ofDays(Long.parseLong(daysKept));
    }

    /** Where they are kept. */
    public Path folder() {
        return folder;
    }

    /** What is backed up. */
    public BackedUp source() {
        return source;
    }

    /**
     * Makes a full backup, reads it again, deletes what is too old, and notes it in the database.
     *
     * @param connection of the superuser to MediaNest's database, used by nobody else
     * @return its id
     * @throws BackupException if it cannot be made
     */
    public String take(Connection connection) {
        makeKey();
        return locked(source.key(), backups -> take(connection, backups));
    }

    private String take(Connection connection, BackupFolder backups) {
        BackupNote note = new BackupNote(connection);
        try {
            note.begun();
            String id = takeNoted(connection, backups, note);
            note.succeeded(id);
            return id;
        } catch (SQLException e) {
            throw new BackupException("The backup cannot be noted in the database: " + e.getMessage(), e);
        }
    }

    private String takeNoted(Connection connection, BackupFolder backups, BackupNote note) throws SQLException {
        try {
            ErrorArchive errors = new ErrorArchive(backups, source.archive());
            errors.keep();
            String id = new FullBackup(backups, source.spool(), source.data(), secrets(backups)).take(connection);
            backups.prune(kept);
            errors.prune(kept);
            return id;
        } catch (BackupException e) {
            note.failed(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** Archives the changes that wait, and what belongs to them; does nothing before the first backup. */
    public void archive() {
        if (Files.exists(source.key())) {
            locked(source.key(), backups -> {
                // Before the changes: what these need must not be missing.
                new ErrorArchive(backups, source.archive()).keep();
                secrets(backups).keep();
                return source.spool().drain(backups);
            });
        }
    }

    /** When the last backup ended; empty if there is none. */
    public Optional<Instant> last() {
        return Files.exists(source.key())
                ? Optional.of(locked(source.key(), BackupFolder::lastFinished)).filter(Instant.MIN::isBefore)
                : Optional.empty();
    }

    /** Where the server puts its changes. */
    public WalSpool spool() {
        return source.spool();
    }

    SecretsArchive secrets(BackupFolder backups) {
        return new SecretsArchive(backups, source);
    }

    /** Works with the backups while nobody else does. */
    <T> T locked(Path key, Function<BackupFolder, T> work) {
        BackupFolder backups = new BackupFolder(folder, new StreamCipher(key));
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            return work.apply(backups);
        } catch (IOException e) {
            throw new BackupException("The backups in " + folder + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private void makeKey() {
        if (Files.exists(source.key())) {
            return;
        }
        if (Files.isDirectory(folder.resolve("full"))) {
            throw new BackupException("There are backups in %s, but their key %s is missing: put it back, or give "
                            .formatted(folder, source.key())
                    + "MEDIANEST_BACKUP_DIR another folder.");
        }
        StreamCipher.create(source.key());
    }
}
