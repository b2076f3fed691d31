package io.medianest.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The secrets as they were over time, each under when they became so, since those of a full backup cannot read what was
 * encrypted with a key that is newer. A key is in its file some time before anything is encrypted with it, and until
 * nothing is any more, so the secrets of a moment can read the data of that moment.
 */
final class SecretsArchive {
    private static final String SUFFIX = ".tar" + BackupFolder.ENCRYPTED;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final BackupFolder archive;
    private final Path secrets;
    private final Set<String> leftOut;
    private final String identity;

    /**
     * @param archive gets them
     * @param source whose they are
     */
    SecretsArchive(BackupFolder archive, BackedUp source) {
        this.archive = archive;
        secrets = source.secrets();
        leftOut = source.leftOut();
        identity = source.superuserPassword();
    }

    /** Keeps the secrets as they are now, if they are others than those kept last. */
    void keep() {
        try {
            // First the time: what changes meanwhile is seen the next time.
            Instant changed = changed();
            Map<String, byte[]> now = read();
            if (last().filter(last -> areEqual(last, now)).isEmpty()) {
                write(changed, now);
            }
        } catch (IOException e) {
            throw new BackupException("The secrets cannot be archived: " + e.getMessage(), e);
        }
    }

    /** The same, unless these are the secrets of another installation than those kept last, or none are kept. */
    void keepIfOurs() {
        try {
            Map<String, byte[]> now = read();
            byte[] own = now.get(identity);
            if (own != null
                    && last().filter(last -> Arrays.equals(last.get(identity), own))
                            .isPresent()) {
                keep();
            }
        } catch (IOException e) {
            throw new BackupException("The secrets cannot be archived: " + e.getMessage(), e);
        }
    }

    /**
     * Puts the secrets in place that can read the data of a moment.
     *
     * @param until the moment; empty for the newest there are
     * @param since those from before stay as they are
     */
    static void restore(BackupFolder archive, Optional<Instant> until, Instant since, Path target) throws IOException {
        List<Path> all = BackupFolder.list(archive.secrets()).stream()
                .filter(file -> time(file).isAfter(since))
                .toList();
        Optional<Path> chosen = all.stream()
                .filter(file -> until.isEmpty() || !time(file).isAfter(until.get()))
                .reduce((older, newer) -> newer);
        if (chosen.isPresent()) {
            for (Map.Entry<String, byte[]> file : read(archive, chosen.get()).entrySet()) {
                Path path = Restore.inside(target, file.getKey());
                Restore.makeFolders(target, Objects.requireNonNull(path.getParent()));
                Files.write(path, file.getValue());
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    /** Deletes those that no backup needs any more, except the newest, which tells whose secrets they are. */
    static void prune(BackupFolder archive, Instant oldestBackup) throws IOException {
        List<Path> all = BackupFolder.list(archive.secrets());
        for (Path file : all.subList(0, Math.max(0, all.size() - 1))) {
            if (time(file).isBefore(oldestBackup)) {
                Files.delete(file);
            }
        }
    }

    /** The files of the folder that belong to a backup. */
    Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : all()) {
            String name = secrets.relativize(file).toString();
            if (Files.isRegularFile(file) && !leftOut.contains(name)) {
                files.put(name, Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** The folder and all that is in it; nothing if there is none. */
    private List<Path> all() throws IOException {
        if (!Files.isDirectory(secrets)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(secrets)) {
            return files.toList();
        }
    }

    private Optional<Map<String, byte[]>> last() throws IOException {
        List<Path> all = BackupFolder.list(archive.secrets());
        return all.isEmpty() ? Optional.empty() : Optional.of(read(archive, all.getLast()));
    }

    /** Since when they are as they are: a folder tells when a file was put into it or taken away. */
    private Instant changed() throws IOException {
        Instant changed = Instant.MIN;
        for (Path file : all()) {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            changed = written.isAfter(changed) ? written : changed;
        }
        return changed;
    }

    private void write(Instant changed, Map<String, byte[]> files) throws IOException {
        String name = NAME.format(changed);
        Path partial = archive.secrets().resolveSibling(".secrets.partial");
        try (OutputStream out = archive.writing(partial, "secrets/" + name);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        BackupFolder.force(partial);
        Files.move(partial, archive.secrets().resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, byte[]> read(BackupFolder archive, Path file) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = archive.reading(file, "secrets/" + name(file));
                TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    private static boolean areEqual(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(file -> Arrays.equals(file.getValue(), other.get(file.getKey())));
    }

    private static Instant time(Path file) {
        return Instant.from(NAME.parse(name(file)));
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
