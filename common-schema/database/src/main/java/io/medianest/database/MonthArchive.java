package io.medianest.database;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.postgresql.PGConnection;

/** A folder into which months of a table are written as compressed CSV, each with its checksum beside it. */
final class MonthArchive {
    private final Path directory;

    /**
     * @param directory made if it is missing
     */
    MonthArchive(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes a detached month to {@code <table>.csv.gz} and reads it back. When this returns the file is complete,
     * holds every row and is on the disk. A file of the same name, left by an interrupted run, is replaced.
     *
     * @param table the detached month, with its schema
     * @return the file
     * @throws DatabaseException if the file can't be written or what was read back differs
     */
    Path write(Connection connection, String table) throws SQLException {
        Path file = directory.resolve(table + ".csv.gz");
        Path partial = directory.resolve(table + ".csv.gz.partial");
        try {
            Files.createDirectories(directory);
            MessageDigest written = sha256();
            long rows = copy(connection, table, partial, written);
            String checksum = HexFormat.of().formatHex(written.digest());
            if (rows != count(connection, table) || !checksum.equals(checksumOf(partial))) {
                throw new DatabaseException("The archive of %s in %s is not what the table holds; the month stays."
                        .formatted(table, directory));
            }
            Files.writeString(directory.resolve(table + ".csv.sha256"), checksum + "  " + table + ".csv\n");
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            return Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DatabaseException("The archive of %s cannot be written to %s.".formatted(table, directory), e);
        }
    }

    /**
     * Reads a month's file through and compares it with its checksum.
     *
     * @param table the month, with its schema
     * @return the file
     * @throws DatabaseException if it is missing or damaged
     */
    Path verified(String table) throws IOException {
        Path file = directory.resolve(table + ".csv.gz");
        Path checksum = directory.resolve(table + ".csv.sha256");
        if (!Files.isRegularFile(file) || !Files.isRegularFile(checksum)) {
            throw new DatabaseException("There is no archive %s with its %s.".formatted(file, checksum.getFileName()));
        }
        try {
            if (Files.readString(checksum).equals(checksumOf(file) + "  " + table + ".csv\n")) {
                return file;
            }
        } catch (ZipException | EOFException e) {
            throw new DatabaseException("The archive %s is damaged.".formatted(file), e);
        }
        throw new DatabaseException("The archive %s is damaged: its checksum is another.".formatted(file));
    }

    /** A month's rows as CSV with a header. */
    InputStream open(String table) throws IOException {
        return new GZIPInputStream(Files.newInputStream(directory.resolve(table + ".csv.gz")));
    }

    private static long copy(Connection connection, String table, Path file, MessageDigest digest)
            throws SQLException, IOException {
        try (OutputStream out = new DigestOutputStream(
                new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file))), digest)) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select * from %s order by created_at, id) to stdout (format csv, header)"
                                    .formatted(table),
                            out);
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String checksumOf(Path file) throws IOException {
        MessageDigest read = sha256();
        try (InputStream in = new DigestInputStream(new GZIPInputStream(Files.newInputStream(file)), read)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(read.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
