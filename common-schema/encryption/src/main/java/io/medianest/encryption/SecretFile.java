package io.medianest.encryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Writing secrets to files that only their owner can read, whole or not at all. */
final class SecretFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SecretFile() {}

    /**
     * Makes a file.
     *
     * @throws InvalidSecretException if there is one, which may still be needed, or it cannot be written
     */
    static void create(Path file, String content) {
        try {
            Files.createFile(file, OWNER_ONLY);
            Files.writeString(file, content);
        } catch (FileAlreadyExistsException e) {
            throw new InvalidSecretException("The file " + file + " exists; it is not overwritten", e);
        } catch (IOException e) {
            throw new InvalidSecretException("The file " + file + " cannot be written", e);
        }
    }

    /**
     * Replaces a file in one step: a reader sees the old content or the new one.
     *
     * @throws InvalidSecretException if it cannot be written; it is then as it was
     */
    static void replace(Path file, String content) {
        try {
            Path target = file.toRealPath();
            Path folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
            Path draft = Files.createTempFile(folder, ".new-", "", OWNER_ONLY);
            try {
                Files.write(
                        draft,
                        content.getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                // Whoever could read the old content may read the new one.
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new InvalidSecretException("The file " + file + " cannot be replaced", e);
        }
    }
}
