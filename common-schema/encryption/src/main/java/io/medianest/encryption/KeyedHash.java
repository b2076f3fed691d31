package io.medianest.encryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under the installation's pepper, for what must be found again but never read back: tokens in the
 * database, and the integrity of cursors.
 *
 * <p>Each purpose has a key of its own, derived from the pepper, so that a hash made for one purpose means nothing to
 * another.
 */
public final class KeyedHash {
    private static final int PEPPER_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    /** Names the pepper, so that a later one can be told from this one. */
    private static final String VERSION = "v1:";

    private final SecretKeySpec key;

    private KeyedHash(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Derives the hash of one purpose.
     *
     * @param pepperFile a file with at least 32 random bytes as base64
     * @param purpose a fixed name, such as {@code refresh-token}
     * @throws InvalidSecretException if the file is missing, unreadable, no base64 or too short
     */
    public static KeyedHash of(Path pepperFile, String purpose) {
        byte[] pepper = readPepper(pepperFile);
        byte[] derived = mac(new SecretKeySpec(pepper, ALGORITHM), purpose.getBytes(StandardCharsets.UTF_8));
        return new KeyedHash(new SecretKeySpec(derived, ALGORITHM));
    }

    /**
     * Hashes a token for storage.
     *
     * @return {@code v1:} and 64 hexadecimal digits; the same for the same token
     */
    public String ofToken(String token) {
        return VERSION + HexFormat.of().formatHex(of(token.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Hashes bytes.
     *
     * @return 32 bytes
     */
    public byte[] of(byte[] data) {
        return mac(key, data);
    }

    private static byte[] mac(SecretKeySpec key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM, e);
        }
    }

    private static byte[] readPepper(Path file) {
        try {
            byte[] pepper = Base64.getDecoder().decode(Files.readString(file).strip());
            if (pepper.length < PEPPER_BYTES) {
                throw new InvalidSecretException(
                        "The pepper in " + file + " is too short: it needs " + PEPPER_BYTES + " random bytes");
            }
            return pepper;
        } catch (IOException e) {
            throw new InvalidSecretException("The pepper file " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new InvalidSecretException("The pepper in " + file + " is not base64", e);
        }
    }
}
