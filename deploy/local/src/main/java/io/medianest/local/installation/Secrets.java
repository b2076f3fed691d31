package io.medianest.local.installation;

import io.medianest.encryption.Keysets;
import io.medianest.encryption.SecureTokens;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The installation's passwords and keys: made when first needed, kept in files that only their owner can read.
 * Safe for use by several threads.
 */
public final class Secrets {
    private static final int PEPPER_BYTES = 32;

    private final Path folder;

    private Secrets(Path folder) {
        this.folder = folder;
    }

    /**
     * The secrets of an installation.
     *
     * @throws StartException if their folder cannot be made
     */
    public static Secrets of(Installation installation) {
        Path folder = installation.secrets();
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return new Secrets(folder);
        } catch (IOException e) {
            throw new StartException("The folder for secrets, " + folder + ", cannot be made: " + e.getMessage(), e);
        }
    }

    /** The file of a secret; it exists, unless somebody else makes this one. */
    public synchronized Path file(Secret secret) {
        Path file = folder.resolve(secret.fileName());
        if (!Files.exists(file)) {
            make(secret).ifPresent(content -> PrivateFile.write(file, content));
        }
        return file;
    }

    /** Whether this password has been made before. */
    public boolean hasPassword(String name) {
        return Files.exists(passwordFile(name));
    }

    /** A password of letters, digits, {@code -} and {@code _}. */
    public synchronized String password(String name) {
        Path file = passwordFile(name);
        if (!Files.exists(file)) {
            PrivateFile.write(file, SecureTokens.create());
        }
        return read(file);
    }

    /** The file that {@link #password} keeps a password in. */
    public Path passwordFile(String name) {
        return folder.resolve(name + ".password");
    }

    /** What makes the first administrator; empty once there is one. */
    public Optional<String> setupToken() {
        Path file = folder.resolve(Secret.SETUP_TOKEN.fileName());
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static String read(Path file) {
        try {
            String content = Files.readString(file).strip();
            if (content.isEmpty()) {
                throw new StartException(
                        "The secret in " + file + " is empty; restore it, or start over with " + "./medianest reset.");
            }
            return content;
        } catch (IOException e) {
            throw new StartException("The secret in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> make(Secret secret) {
        return switch (secret) {
            case PEPPER -> Optional.of(pepper());
            case AUTH_KEYSET, CONNECTIONS_KEYSET -> Optional.of(Keysets.create());
            case WEBHOOK -> Optional.of(SecureTokens.create());
            case SETUP_TOKEN -> Optional.empty();
        };
    }

    private static String pepper() {
        byte[] bytes = new byte[PEPPER_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
