package io.medianest.auth.setup;

import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.SecureTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The file with the setup token. The token is never logged: logs are kept and read by more people than the file is, and
 * whoever has the token owns the installation.
 */
@ApplicationScoped
class SetupTokenFile {
    private static final Logger LOG = Logger.getLogger(SetupTokenFile.class);
    private static final int MIN_LENGTH = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    /**
     * @param file where the token is written to while there is no ADMIN; a file that is there already, such as a mounted
     *     secret, is taken as the token instead
     */
    SetupTokenFile(@ConfigProperty(name = "medianest.setup-token-file") Path file) {
        this.file = file;
    }

    /**
     * The token in the file; makes both if there is no file.
     *
     * @throws InvalidSecretException if the file cannot be read or written, or its token is too short
     */
    String readOrCreate() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            String token = SecureTokens.create();
            // Created empty with its permissions first: at no time can anybody else read it.
            Files.writeString(Files.createFile(file, OWNER_ONLY), token);
            LOG.infof("There is no ADMIN yet; the setup token is in %s", file);
            return token;
        } catch (FileAlreadyExistsException e) {
            LOG.infof("There is no ADMIN yet; the setup token in %s is the one to use", file);
            return read();
        } catch (IOException e) {
            throw new InvalidSecretException("medianest.setup-token-file, " + file + ", cannot be written", e);
        }
    }

    /** Removes the file, once its token is of no use. */
    void remove() {
        try {
            if (Files.deleteIfExists(file)) {
                LOG.infof("There is an ADMIN; the setup token file %s is removed", file);
            }
        } catch (IOException e) {
            // A mounted secret cannot be removed; its token has been used up all the same.
            LOG.warnf("The setup token file %s could not be removed; its token is of no use any more", file);
        }
    }

    private String read() {
        try {
            String token = Files.readString(file).strip();
            if (token.length() < MIN_LENGTH) {
                throw new InvalidSecretException("The token in medianest.setup-token-file, " + file
                        + ", is too short: it needs " + MIN_LENGTH + " random characters");
            }
            return token;
        } catch (IOException e) {
            throw new InvalidSecretException("medianest.setup-token-file, " + file + ", cannot be read", e);
        }
    }
}
