package io.medianest.media.sync;

import io.medianest.encryption.InvalidSecretException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The text that Overseerr sends as {@code Authorization} with each webhook, the only proof that it is Overseerr. */
@Startup
@Singleton
class WebhookSecret {
    private static final String PROPERTY = "medianest.webhook-secret-file";
    private static final int SHORTEST = 16;

    private final byte[] digest;

    /**
     * @param file the file with the text that Overseerr sends with each webhook, at least 16 characters; must be set
     */
    WebhookSecret(@ConfigProperty(name = PROPERTY) Optional<Path> file) {
        digest = sha256(InvalidSecretException.naming(
                PROPERTY,
                () -> read(file.orElseThrow(() -> new InvalidSecretException(
                        "not set; it names the file of the secret that Overseerr sends with its webhooks")))));
    }

    /** Whether a caller sent it; takes the same time for every wrong one. */
    boolean matches(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(digest, sha256(authorization));
    }

    private static String read(Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (secret.length() < SHORTEST) {
                throw new InvalidSecretException(
                        "The webhook secret in " + file + " is too short: it needs " + SHORTEST + " characters");
            }
            return secret;
        } catch (IOException e) {
            throw new InvalidSecretException("The webhook secret file " + file + " cannot be read", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
