package io.medianest.backup;

import io.medianest.stores.Folders;
import io.medianest.stores.PostgresOptions;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.PostgresServer.Durability;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Makes data anew from a backup and the changes after it, in a folder of its own: nothing that exists is touched, so
 * whoever calls this puts it in place once it has succeeded.
 */
final class Restore {
    private static final int TIMELINE_LENGTH = 8;
    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final DateTimeFormatter POSTGRES_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSx").withZone(ZoneOffset.UTC);

    private final BackupFolder source;
    private final Path work;
    private final String superuserPassword;

    /**
     * @param source the backups
     * @param work a folder that does not exist yet; gets {@code data} and {@code secrets}
     * @param superuserPassword which of the secrets the superuser's password is
     */
    Restore(BackupFolder source, Path work, String superuserPassword) {
        this.source = source;
        this.work = work.toAbsolutePath().normalize();
        this.superuserPassword = superuserPassword;
    }

    /**
     * Restores, starts the data once, checks its indexes and constraints, and stops it again.
     *
     * @param until to which moment; empty for as late as possible
     * @return the id of the backup that it began with
     * @throws BackupException if a file is damaged or missing, the key is another, or that time cannot be had
     */
    String run(Optional<Instant> until) {
        Manifest backup = newest(until);
        try {
            checkChecksum(backup);
            Folders.delete(work);
            Files.createDirectories(work);
            Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx------"));
            unpack(backup);
            SecretsArchive.restore(source, until, backup.started(), work.resolve("secrets"));
            unpackWal(backup, until);
            recover(until);
            keepHistory();
            Folders.delete(work.resolve("wal-restore"));
            return backup.id();
        } catch (IOException | SQLException | StartException e) {
            throw new BackupException("The restore failed, and nothing was replaced: " + e.getMessage(), e);
        }
    }

    private Manifest newest(Optional<Instant> until) {
        List<Manifest> backups = source.backups();
        if (backups.isEmpty()) {
            throw new BackupException("There is no complete backup.");
        }
        return backups.reversed().stream()
                .filter(backup -> until.isEmpty() || !backup.finished().isAfter(until.get()))
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        "There is no complete backup from before %s; the first moment that can be restored is %s."
                                .formatted(
                                        until.orElseThrow(), backups.getFirst().finished())));
    }

    private void checkChecksum(Manifest backup) throws IOException {
        Path content = source.content(backup.id());
        if (!Files.exists(content)
                || Files.size(content) != backup.bytes()
                || !BackupFolder.checksum(content).equals(backup.sha256())) {
            throw new BackupException("The backup " + backup.id() + " is damaged: its checksum is another.");
        }
    }

    private void unpack(Manifest backup) throws IOException {
        try (InputStream in = source.reading(source.content(backup.id()), backup.id());
                TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = inside(work, entry.getName());
                makeFolders(work, entry.isDirectory() ? path : Objects.requireNonNull(path.getParent()));
                if (!entry.isDirectory()) {
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
    }

    /** A path in a folder, whatever a name says. */
    static Path inside(Path folder, String name) {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new BackupException("The backup holds a file outside of its folder: " + name);
        }
        return path;
    }

    /** Makes a folder below another one, and those between, for the owner alone. */
    static void makeFolders(Path root, Path folder) throws IOException {
        Path made = root;
        for (Path name : root.relativize(folder)) {
            made = made.resolve(name);
            if (!Files.isDirectory(made)) {
                Files.createDirectory(made);
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** All changes since the backup: PostgreSQL itself stops at the right one. */
    private void unpackWal(Manifest backup, Optional<Instant> until) throws IOException {
        String timeline = backup.firstWal().substring(0, TIMELINE_LENGTH);
        Path target = work.resolve("wal-restore");
        Files.createDirectories(target);
        for (Path file : BackupFolder.list(source.wal())) {
            String stored = file.getFileName().toString();
            if (!stored.endsWith(BackupFolder.ENCRYPTED)) {
                continue;
            }
            String name = stored.substring(0, stored.length() - BackupFolder.ENCRYPTED.length());
            if (name.endsWith(".history") || (name.startsWith(timeline) && name.compareTo(backup.firstWal()) >= 0)) {
                try (InputStream in = source.reading(file, "wal/" + name)) {
                    Files.copy(in, target.resolve(name));
                }
            }
        }
        // A moment that the changes do not reach PostgreSQL refuses by itself.
        WalSequence.missing(BackupFolder.names(target), backup.firstWal())
                .filter(missing -> until.isEmpty() || missing.equals(backup.firstWal()))
                .ifPresent(missing -> {
                    throw new BackupException(
                            "The changes " + missing + " are missing among those that follow the backup " + backup.id()
                                    + "; a moment before them can still be restored.");
                });
    }

    /** A history once begun is never begun again under the same number, or its changes would replace the other's. */
    private void keepHistory() throws IOException {
        for (Path file : BackupFolder.list(work.resolve("data/pg_wal"))) {
            if (file.getFileName().toString().endsWith(".history")) {
                source.archive(file);
            }
        }
    }

    private void recover(Optional<Instant> until) throws IOException, SQLException {
        Files.createFile(work.resolve("data/recovery.signal"));
        String password = Files.readString(work.resolve("secrets").resolve(superuserPassword))
                .strip();
        List<String> target = until.map(time -> List.of("recovery_target_time=" + POSTGRES_TIME.format(time)))
                .orElse(List.of());
        List<String> settings = new ArrayList<>(List.of(
                "restore_command=cp ../wal-restore/%f %p",
                "recovery_target_timeline=current",
                "hot_standby=off",
                "recovery_target_action=promote",
                "archive_mode=off"));
        settings.addAll(target);
        PostgresOptions options = new PostgresOptions(Durability.DURABLE, settings, PATIENCE);
        try (PostgresServer server = PostgresServer.start(work, work, 0, password, options)) {
            for (String database : DatabaseCheck.databases(server)) {
                try (var connection = DriverManager.getConnection(
                        server.jdbcUrl(database), PostgresServer.SUPERUSER, server.password())) {
                    DatabaseCheck.run(connection);
                }
            }
        }
    }
}
