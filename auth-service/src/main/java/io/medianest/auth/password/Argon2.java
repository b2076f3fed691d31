package io.medianest.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in the PHC string format, {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}. One hash takes about 30 ms
 * of a core and 19 MiB: never call this on an event loop, see {@link Passwords}.
 */
final class Argon2 {
    // OWASP's figures for the least memory; a family's computer signs several people in at once.
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int AT_ONCE = 2;
    /**
     * The memory of finished hashes, for the next ones. Twenty thousand new blocks for each would have the collector copy
     * them again and again, which takes longer than the hash.
     */
    private static final BlockPool MEMORY = new FixedBlockPool(AT_ONCE * MEMORY_KIB);

    private Argon2() {}

    /** Hashes a password with a new salt. */
    static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] hash = compute(password, new Cost(MEMORY_KIB, ITERATIONS, PARALLELISM), salt, HASH_BYTES);
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        MEMORY_KIB,
                        ITERATIONS,
                        PARALLELISM,
                        ENCODER.encodeToString(salt),
                        ENCODER.encodeToString(hash));
    }

    /**
     * Whether a password is the one that was hashed. The cost is the stored hash's own, so that older hashes stay good
     * after the figures above are raised.
     *
     * @throws IllegalArgumentException if {@code phc} is no Argon2id hash
     */
    static boolean matches(String password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not an Argon2id hash");
        }
        Cost cost = new Cost(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        return MessageDigest.isEqual(expected, compute(password, cost, salt, expected.length));
    }

    private record Cost(int memoryKib, int iterations, int parallelism) {}

    private static byte[] compute(String password, Cost cost, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .withBlockPool(MEMORY)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
