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
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under the installation's pepper, for what must be found again but never read back: tokens in the
 * database, and the integrity of cursors.
 *
 * <p>Each purpose has a key of its own, derived from the pepper, so that a hash made for one purpose means nothing to
 * another. The file may hold older peppers beside the newest one, and one that comes next (see
 * {@link #of(Path, String)}): the newest makes hashes, all of them recognise theirs. What is changed in the file is in
 * use within seconds.
 */
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    /** The shortest part of a hash that can stand for it. */
    private static final int SHORTEST_HASH = 12;

    private final SecretSource<Keys> source;

    private KeyedHash(SecretSource<Keys> source) {
        this.source = source;
    }

    /**
     * @param newest what makes hashes
     * @param all by the pepper's version, the newest first
     */
    private record Keys(int newest, Map<Integer, SecretKeySpec> all) {

        SecretKeySpec key() {
            return Objects.requireNonNull(all.get(newest), "the newest is one of all");
        }
    }

    /**
     * Derives the hash of one purpose.
     *
     * @param pepperFile a line for each pepper, {@code v<version>:} and at least 32 random bytes as base64; without the
     *     version it is {@code v1}. The highest version is the newest, unless {@code next:} stands before it: that one
     *     only recognises, until every process has read it
     * @param purpose a fixed name, such as {@code refresh-token}
     * @throws InvalidSecretException if the file is missing, unreadable, holds no base64 or a weak pepper
     */
    public static KeyedHash of(Path pepperFile, String purpose) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        return new KeyedHash(new SecretSource<>(pepperFile, file -> read(file, name)));
    }

    private static Keys read(Path pepperFile, byte[] name) {
        Peppers peppers = Peppers.read(pepperFile);
        Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
        peppers.all()
                .forEach((version, pepper) -> keys.put(
                        version, new SecretKeySpec(mac(new SecretKeySpec(pepper, ALGORITHM), name), ALGORITHM)));
        return new Keys(peppers.newest(), keys);
    }

    /**
     * Hashes a token for storage.
     *
     * @return {@code v}, the newest pepper's version, {@code :} and 64 hexadecimal digits; the same for the same token
     */
    public String ofToken(String token) {
        Keys keys = source.get();
        return hash(keys.newest(), keys.key(), token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * As what a token may have been stored: its hash under each pepper, that of {@link #ofToken} first. Look a token up by all of them,
     * or those stored before the last change of the pepper are not found.
     */
    public List<String> candidates(String token) {
        byte[] data = token.getBytes(StandardCharsets.UTF_8);
        return source.get().all().entrySet().stream()
                .map(key -> hash(key.getKey(), key.getValue(), data))
                .toList();
    }

    private static String hash(int version, SecretKeySpec key, byte[] data) {
        return "v" + version + ":" + HexFormat.of().formatHex(mac(key, data));
    }

    /**
     * Hashes bytes under the newest pepper.
     *
     * @return 32 bytes
     */
    public byte[] of(byte[] data) {
        return mac(source.get().key(), data);
    }

    /**
     * Whether that is a hash of these bytes, under whichever pepper.
     *
     * @param hash as {@link #of(byte[])} returned it, or its first 12 bytes or more
     */
    public boolean matches(byte[] data, byte[] hash) {
        boolean matches = false;
        for (SecretKeySpec key : source.get().all().values()) {
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
