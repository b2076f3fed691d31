package io.medianest.encryption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The peppers of keyed hashes in their file: a line {@code v<version>:<base64>} for each, with {@code next:} before it
 * while it only recognises hashes and makes none. The highest version without that mark is the newest.
 */
public final class Peppers {
    private static final int BYTES = 32;
    /** Random bytes have at least so many different ones, but for less than one file in 10^40. */
    private static final int DIFFERENT_BYTES = 8;

    private static final String NEXT = "next:";
    private static final Pattern LINE = Pattern.compile("(next:)?(?:v([1-9][0-9]{0,5}):)?(.*)");

    private final NavigableMap<Integer, byte[]> inUse = new TreeMap<>();
    private final NavigableMap<Integer, byte[]> next = new TreeMap<>();

    private Peppers() {}

    /** A new pepper of the first version, as the content of a file. */
    public static String create() {
        return line(1, random());
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
     * Adds a pepper that comes next: it recognises hashes and makes none, until it is promoted.
     *
     * @return its version
     * @throws InvalidSecretException if the file does not hold good peppers, has one that comes next, or cannot be
     *     replaced
     */
    public static int add(Path file) {
        Peppers peppers = read(file);
        peppers.refuseNext(file);
        int version = peppers.newest() + 1;
        peppers.next.put(version, random());
        SecretFile.replace(file, peppers.content());
        return version;
    }

    /**
     * Whether a pepper was added that comes next.
     *
     * @throws InvalidSecretException if the file does not hold good peppers
     */
    public static boolean hasNext(Path file) {
        return !read(file).next.isEmpty();
    }

    /**
     * Has the pepper that was added make the hashes from now on.
     *
     * @return its version
     * @throws InvalidSecretException as {@link #add}, or if none was added
     */
    public static int promote(Path file) {
        Peppers peppers = read(file);
        if (peppers.next.isEmpty()) {
            throw new InvalidSecretException("The pepper file " + file + " has no pepper that comes next; add one");
        }
        peppers.inUse.putAll(peppers.next);
        peppers.next.clear();
        SecretFile.replace(file, peppers.content());
        return peppers.newest();
    }

    /**
     * Removes all peppers but the newest: what was hashed with them is not recognised any more.
     *
     * @return the version that is left
     * @throws InvalidSecretException as {@link #add}
     */
    public static int keepNewest(Path file) {
        Peppers peppers = read(file);
        peppers.refuseNext(file);
        peppers.inUse.headMap(peppers.newest()).clear();
        SecretFile.replace(file, peppers.content());
        return peppers.newest();
    }

    /** All, by version: the newest first, then the others, the highest first. */
    Map<Integer, byte[]> all() {
        Map<Integer, byte[]> all = new LinkedHashMap<>(inUse.descendingMap());
        all.putAll(next);
        return all;
    }

    /** The version that makes hashes. */
    int newest() {
        return inUse.lastKey();
    }

    static Peppers read(Path file) {
        Peppers peppers = new Peppers();
        for (String line : content(file).lines().map(String::strip).toList()) {
            Matcher parts = LINE.matcher(line);
            if (!line.isEmpty() && parts.matches()) {
                peppers.take(file, parts);
            }
        }
        if (peppers.inUse.isEmpty()) {
            throw new InvalidSecretException("The pepper file " + file + " is empty");
        }
        return peppers;
    }

    private void take(Path file, Matcher parts) {
        int version = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
        if (inUse.containsKey(version) || next.containsKey(version)) {
            throw new InvalidSecretException("The pepper file " + file + " holds v" + version + " twice");
        }
        (parts.group(1) == null ? inUse : next).put(version, pepper(file, parts.group(3)));
    }

    private void refuseNext(Path file) {
        if (!next.isEmpty()) {
            throw new InvalidSecretException("The pepper file " + file + " has v" + next.lastKey()
                    + ", which comes next; promote it when every service has read it");
        }
    }

    private String content() {
        StringBuilder content = new StringBuilder();
        next.forEach((version, pepper) -> content.append(NEXT).append(line(version, pepper)));
        inUse.descendingMap().forEach((version, pepper) -> content.append(line(version, pepper)));
        return content.toString();
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

    private static byte[] random() {
        byte[] pepper = new byte[BYTES];
        new SecureRandom().nextBytes(pepper);
        return pepper;
    }

    private static String line(int version, byte[] pepper) {
        return "v" + version + ":" + Base64.getEncoder().encodeToString(pepper) + "\n";
    }
}
