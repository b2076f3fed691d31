package io.medianest.auth.secondfactor;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Codes of 60 random bits, written so that people can copy them from paper. */
final class RecoveryCodes {
    /** How many there are. */
    static final int COUNT = 10;

    /** Without i, l, o and u, which look like others or make words. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** New ones, each as {@code xxxx-xxxx-xxxx}. */
    static List<String> create() {
        return IntStream.range(0, COUNT).mapToObj(number -> code()).toList();
    }

    /** A code as it is hashed, however it was typed. */
    static String normalise(String typed) {
        return typed.toLowerCase(Locale.ROOT)
                .replaceAll("[^0-9a-z]", "")
                .replace('o', '0')
                .replaceAll("[il]", "1");
    }

    private static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
