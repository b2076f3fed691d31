package io.medianest.simulators.catalog;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** How titles are found: every word of the query must occur in the name, whatever its case and accents. */
public final class Search {

    private final String[] words;

    /** A search for these words; no word matches nothing. */
    public Search(String query) {
        String plain = plain(query).strip();
        this.words = plain.isEmpty() ? new String[0] : plain.split("\\s+");
    }

    /** Whether the name has all the words. */
    public boolean matches(String name) {
        String plain = plain(name);
        return words.length > 0 && Arrays.stream(words).allMatch(plain::contains);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\p{N}\\s]", " ")
                .toLowerCase(Locale.ROOT);
    }
}
