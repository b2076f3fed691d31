package io.medianest.backup;

import io.medianest.encryption.StreamCipher;
import io.medianest.stores.Folders;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Where backups are kept: {@code full/<id>} for each, the archived changes in {@code wal}, the secrets over time in
 * {@code secrets}, and archived errors in {@code errors}. All of it is compressed and encrypted; a folder without a manifest is no backup.
 */
final class BackupFolder {
    static final String ENCRYPTED = ".gz.enc";

    private final Path folder;
    private final StreamCipher cipher;

    /**
     * @param folder is made if it is missing
     * @param cipher what encrypts; its key must be kept somewhere else
     */
    BackupFolder(Path folder, StreamCipher cipher) {
        this.folder = folder.toAbsolutePath().normalize();
        this.cipher = cipher;
        try {
            Files.createDirectories(full());
            Files.createDirectories(wal());
            Files.createDirectories(secrets());
            Files.createDirectories(errors());
            Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new BackupException("Backups cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** When the last complete backup ended, by its manifest; {@link Instant#MIN} if there is none. */
    Instant lastFinished() {
        return backups().stream()
                .map(Manifest::finished)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /**
     * Deletes backups older than a time, except the newest, what killed ones left behind, and changes that no backup
     * needs any more.
     *
     * @return how many backups were deleted
     */
    int prune(Duration kept) {
        try {
            List<Manifest> backups = backups();
            Instant oldest = Instant.now().minus(kept);
            List<Manifest> old = backups.stream()
                    .limit(Math.max(0, backups.size() - 1))
                    .filter(backup -> backup.finished().isBefore(oldest))
                    .toList();
            for (Manifest backup : old) {
                // First the manifest: what is half deleted must not look complete.
                Files.delete(full().resolve(backup.id()).resolve("manifest.properties"));
            }
            for (Path path : list(full())) {
                if (!Manifest.isIn(path)) {
                    Folders.delete(path);
                }
            }
            pruneChanges();
            return old.size();
        } catch (IOException e) {
            throw new BackupException("Old backups in " + folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private void pruneChanges() throws IOException {
        List<Manifest> left = backups();
        if (left.isEmpty()) {
            return;
        }
        SecretsArchive.prune(this, left.getFirst().started());
        String first = left.getFirst().firstWal();
        for (Path path : list(wal())) {
            String name = path.getFileName().toString();
            if (!name.contains(".history") && name.compareTo(first) < 0) {
                Files.delete(path);
            }
        }
    }

    /** The complete ones, oldest first. */
    List<Manifest> backups() {
        try {
            return list(full()).stream()
                    .filter(Manifest::isIn)
                    .map(Manifest::read)
                    .toList();
        } catch (IOException e) {
            throw new BackupException("The backups in " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    Path full() {
        return folder.resolve("full");
    }

    Path wal() {
        return folder.resolve("wal");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path errors() {
        return folder.resolve("errors");
    }

    Path content(String id) {
        return full().resolve(id).resolve("content.tar" + ENCRYPTED);
    }

    OutputStream writing(Path file, String name) throws IOException {
        OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file));
        try {
            return new GZIPOutputStream(cipher.encrypting(raw, name), 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    InputStream reading(Path file, String name) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        try {
            return new BufferedInputStream(new GZIPInputStream(cipher.decrypting(raw, name), 1 << 16));
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Encrypts a file into the archive; it is there whole or not at all, and on the disk when this returns. */
    void archive(Path source) throws IOException {
        String name = source.getFileName().toString();
        Path partial = wal().resolve("." + name + ".partial");
        try (OutputStream out = writing(partial, "wal/" + name)) {
            Files.copy(source, out);
        }
        force(partial);
        Files.move(partial, wal().resolve(name + ENCRYPTED), StandardCopyOption.ATOMIC_MOVE);
    }

    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static String checksum(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.sorted().toList();
        }
    }

    static List<String> names(Path folder) throws IOException {
        return list(folder).stream().map(path -> path.getFileName().toString()).toList();
    }
}
