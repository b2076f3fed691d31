package io.medianest.backup;

import io.medianest.stores.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Copies the data of a running PostgreSQL, and folders that belong to it, into a backup folder. */
final class FullBackup {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern FIRST_WAL = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");
    /** What the server makes anew, or what must not be restored; the folders themselves are kept. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final int MOST_SECONDS_TO_SPOOL = 300;
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "backup_label");

    private final BackupFolder target;
    private final WalSpool spool;
    private final Path data;
    private final SecretsArchive secrets;

    /**
     * @param target gets the backup
     * @param spool where the server puts its changes
     * @param data the server's data folder
     * @param secrets the files without which the data is of no use
     */
    FullBackup(BackupFolder target, WalSpool spool, Path data, SecretsArchive secrets) {
        this.target = target;
        this.spool = spool;
        this.data = data;
        this.secrets = secrets;
    }

    /**
     * Makes one and reads it again; what fails on the way leaves nothing that looks like a backup.
     *
     * @param connection of a superuser, used by nobody else
     * @return its id
     * @throws BackupException if it cannot be made
     */
    String take(Connection connection) {
        Instant started = Instant.now();
        String id = ID.format(started);
        Path folder = target.full().resolve(id);
        try {
            spool.open();
            Files.createDirectories(folder);
            String label = copy(connection, id);
            Matcher first = FIRST_WAL.matcher(label);
            if (!first.find()) {
                throw new BackupException("PostgreSQL's label of the backup was not understood: " + label);
            }
            secrets.keep();
            spool.drain(target);
            Path content = target.content(id);
            BackupFolder.force(content);
            verify(id);
            new Manifest(
                            id,
                            started,
                            Instant.now(),
                            first.group(1),
                            Files.size(content),
                            BackupFolder.checksum(content))
                    .write(folder);
            return id;
        } catch (IOException | SQLException e) {
            throw discarded(folder, new BackupException("The backup failed: " + e.getMessage(), e));
        } catch (BackupException e) {
            throw discarded(folder, e);
        }
    }

    private static BackupException discarded(Path folder, BackupException failure) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private String copy(Connection connection, String id) throws SQLException, IOException {
        try (OutputStream out = target.writing(target.content(id), id);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
                Statement statement = connection.createStatement()) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            addSecrets(tar);
            statement.execute("select pg_backup_start('medianest " + id + "', true)");
            addData(tar);
            // Returns once the changes that the copy needs have reached the spool, which never happens on a full disk.
            statement.setQueryTimeout(MOST_SECONDS_TO_SPOOL);
            try (ResultSet stop = statement.executeQuery("select labelfile from pg_backup_stop(true)")) {
                stop.next();
                String label = stop.getString(1);
                add(tar, "data/backup_label", label.getBytes(StandardCharsets.UTF_8));
                tar.finish();
                return label;
            }
        }
    }

    private void addSecrets(TarArchiveOutputStream tar) throws IOException {
        for (Map.Entry<String, byte[]> file : secrets.read().entrySet()) {
            add(tar, "secrets/" + file.getKey(), file.getValue());
        }
    }

    private void addData(TarArchiveOutputStream tar) throws IOException {
        Path control = data.resolve("global/pg_control");
        try (Stream<Path> content = Files.walk(data)) {
            for (Path path : (Iterable<Path>) content::iterator) {
                if (!path.equals(data) && !path.equals(control) && isTaken(data.relativize(path))) {
                    addFile(tar, path);
                }
            }
        }
        // Last, so that it is no older than what it describes.
        addFile(tar, control);
    }

    private static boolean isTaken(Path relative) {
        String first = relative.getName(0).toString();
        String last = relative.getFileName().toString();
        boolean emptied = EMPTIED.contains(first) && relative.getNameCount() > 1;
        return !emptied && !LEFT_OUT.contains(first) && !last.startsWith("pgsql_tmp");
    }

    private void addFile(TarArchiveOutputStream tar, Path path) throws IOException {
        String name = "data/" + data.relativize(path);
        if (Files.isDirectory(path)) {
            tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
            tar.closeArchiveEntry();
            return;
        }
        try (InputStream in = Files.newInputStream(path)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(Files.size(path));
            tar.putArchiveEntry(entry);
            copyExactly(in, tar, entry.getSize());
            tar.closeArchiveEntry();
        } catch (NoSuchFileException dropped) {
            // A table that was dropped meanwhile; the changes tell so at the restore.
            return;
        }
    }

    /** A file that grows or shrinks while it is copied is mended by the changes. */
    private static void copyExactly(InputStream in, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int wanted = (int) Math.min(buffer.length, left);
            int read = in.readNBytes(buffer, 0, wanted);
            Arrays.fill(buffer, read, wanted, (byte) 0);
            out.write(buffer, 0, wanted);
            left -= wanted;
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Decrypts all of it again: what cannot be read is no backup. */
    private void verify(String id) throws IOException {
        try (InputStream in = target.reading(target.content(id), id)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
