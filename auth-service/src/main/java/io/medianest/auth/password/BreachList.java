package io.medianest.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Passwords that became known elsewhere, from a file of the operator's. Kept as eight bytes of a hash each: a password that
 * is not in the list passes for one that is in one of 10^11 cases, and is refused then, which harms nobody.
 */
final class BreachList {
    /** No list. */
    static final BreachList EMPTY = new BreachList(new long[0]);

    private static final int MAX_LINES = 20_000_000;

    /** Sorted. */
    private final long[] hashes;

    private BreachList(long[] hashes) {
        this.hashes = hashes;
    }

    /**
     * Reads a file.
     *
     * @param file one password a line, in UTF-8
     * @throws IllegalStateException naming the setting, if it cannot be read or is too long
     */
    static BreachList read(Path file) {
        long[] hashes = new long[1_024];
        int count = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (count == MAX_LINES) {
                    throw unusable(file, "has more than " + MAX_LINES + " lines", null);
                }
                if (count == hashes.length) {
                    hashes = Arrays.copyOf(hashes, Math.min(MAX_LINES, count * 2));
                }
                hashes[count++] = hash(line);
            }
        } catch (IOException e) {
            throw unusable(file, "cannot be read as UTF-8 text", e);
        }
        long[] sorted = Arrays.copyOf(hashes, count);
        Arrays.sort(sorted);
        return new BreachList(sorted);
    }

    /** Whether a password is in the list, in whatever spelling of upper and lower case. */
    boolean contains(String password) {
        return Arrays.binarySearch(hashes, hash(password)) >= 0;
    }

    private static long hash(String password) {
        String form = PasswordPolicy.normalise(password).toLowerCase(Locale.ROOT);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(form.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }

    private static IllegalStateException unusable(Path file, String why, @Nullable Throwable cause) {
        return new IllegalStateException("medianest.passwords.breach-file, " + file + ", " + why, cause);
    }
}
