package io.medianest.encryption;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under the installation's pepper, for what must be found again but never read back: tokens in the
 * database, and the integrity of cursors.
 *
 * <p>Each purpose has a key of its own, derived from the pepper, so that a hash made for one purpose means nothing to
 * another. The file may hold older peppers beside the newest one (see {@link #of(Path, String)}): the newest makes
 * hashes, all of them recognise theirs.
 */
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    /** The shortest part of a hash that can stand for it. */
    private static final int SHORTEST_HASH = 12;

    /** By the pepper's version; the newest first. */
    private final Map<Integer, SecretKeySpec> keys;

    private KeyedHash(Map<Integer, SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * Derives the hash of one purpose.
     *
     * @param pepperFile a line for each pepper, {@code v<version>:} and at least 32 random bytes as base64; without the
     *     version it is {@code v1}. The highest version is the newest
     * @param purpose a fixed name, such as {@code refresh-token}
     * @throws InvalidSecretException if the file is missing, unreadable, holds no base64 or a weak pepper
     */
    public static KeyedHash of(Path pepperFile, String purpose) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
        Peppers.read(pepperFile)
                .descendingMap()
                .forEach((version, pepper) -> keys.put(
                        version, new SecretKeySpec(mac(new SecretKeySpec(pepper, ALGORITHM), name), ALGORITHM)));
        return new KeyedHash(keys);
    }

    /**
     * Hashes a token for storage.
     *
     * @return {@code v}, the newest pepper's version, {@code :} and 64 hexadecimal digits; the same for the same token
     */
    public String ofToken(String token) {
        return candidates(token).getFirst();
    }

    /**
     * As what a token may have been stored: its hash under each pepper, the newest first. Look a token up by all of them,
     * or those stored before the last change of the pepper are not found.
     */
    public List<String> candidates(String token) {
        byte[] data = token.getBytes(StandardCharsets.UTF_8);
        return keys.entrySet().stream()
                .map(key -> "v" + key.getKey() + ":" + HexFormat.of().formatHex(mac(key.getValue(), data)))
                .toList();
    }

    /**
     * Hashes bytes under the newest pepper.
     *
     * @return 32 bytes
     */
    public byte[] of(byte[] data) {
        return mac(keys.values().iterator().next(), data);
    }

    /**
     * Whether that is a hash of these bytes, under whichever pepper.
     *
     * @param hash as {@link #of(byte[])} returned it, or its first 12 bytes or more
     */
    public boolean matches(byte[] data, byte[] hash) {
        boolean matches = false;
        for (SecretKeySpec key : keys.values()) {
            matches |= MessageDigest.isEqual(hash, Arrays.copyOf(mac(key, data), hash.length));
        }
        return matches && hash.length >= SHORTEST_HASH;
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
}
