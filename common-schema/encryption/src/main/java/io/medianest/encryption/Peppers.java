package io.medianest.encryption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The peppers of keyed hashes in their file: a line {@code v<version>:<base64>} for each. */
public final class Peppers {
    private static final int BYTES = 32;
    /** Random bytes have at least so many different ones, but for less than one file in 10^40. */
    private static final int DIFFERENT_BYTES = 8;

    private static final Pattern LINE = Pattern.compile("(?:v([1-9][0-9]{0,5}):)?(.*)");

    private Peppers() {}

    /** A new pepper of the first version, as the content of a file. */
    public static String create() {
        return line(1);
    }

    /**
     * Makes a file with a pepper of the first version.
     *
     * @throws InvalidSecretException if the file exists or cannot be written
     */
    public static void create(Path file) {
        SecretFile.create(file, create());
    }

    /**
     * Adds a newer pepper to those in a file.
     *
     * @return its version
     * @throws InvalidSecretException if the file does not hold good peppers, or cannot be replaced
     */
    public static int add(Path file) {
        NavigableMap<Integer, byte[]> peppers = read(file);
        int version = peppers.lastKey() + 1;
        StringBuilder content = new StringBuilder(line(version));
        peppers.descendingMap().forEach((older, pepper) -> content.append(line(older, pepper)));
        SecretFile.replace(file, content.toString());
        return version;
    }

    /**
     * Removes all peppers but the newest: what was hashed with them is not recognised any more.
     *
     * @return the version that is left
     * @throws InvalidSecretException as {@link #add}
     */
    public static int keepNewest(Path file) {
        Map.Entry<Integer, byte[]> newest = read(file).lastEntry();
        SecretFile.replace(file, line(newest.getKey(), newest.getValue()));
        return newest.getKey();
    }

    static NavigableMap<Integer, byte[]> read(Path file) {
        NavigableMap<Integer, byte[]> peppers = new TreeMap<>();
        for (String line : content(file).lines().map(String::strip).toList()) {
            Matcher parts = LINE.matcher(line);
            if (!line.isEmpty() && parts.matches()) {
                int version = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
                if (peppers.put(version, pepper(file, parts.group(2))) != null) {
                    throw new InvalidSecretException("The pepper file " + file + " holds v" + version + " twice");
                }
            }
        }
        if (peppers.isEmpty()) {
            throw new InvalidSecretException("The pepper file " + file + " is empty");
        }
        return peppers;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidSecretException("The pepper file " + file + " cannot be read", e);
        }
    }

    private static byte[] pepper(Path file, String base64) {
        byte[] pepper = decode(file, base64);
        if (pepper.length < BYTES) {
            throw new InvalidSecretException(
                    "The pepper in " + file + " is too short: it needs " + BYTES + " random bytes");
        }
        if (different(pepper) < DIFFERENT_BYTES) {
            throw new InvalidSecretException(
                    "The pepper in " + file + " is not random: it needs " + BYTES + " random bytes");
        }
        return pepper;
    }

    private static byte[] decode(Path file, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause: it may tell of the content.
            throw new InvalidSecretException("The pepper in " + file + " is not base64");
        }
    }

    private static long different(byte[] pepper) {
        boolean[] seen = new boolean[256];
        for (byte value : pepper) {
            seen[Byte.toUnsignedInt(value)] = true;
        }
        int different = 0;
        for (boolean value : seen) {
            different += value ? 1 : 0;
        }
        return different;
    }

    private static String line(int version) {
        byte[] pepper = new byte[BYTES];
        new SecureRandom().nextBytes(pepper);
        String line = line(version, pepper);
        Arrays.fill(pepper, (byte) 0);
        return line;
    }

    private static String line(int version, byte[] pepper) {
        return "v" + version + ":" + Base64.getEncoder().encodeToString(pepper) + "\n";
    }
}
