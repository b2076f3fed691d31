package io.medianest.media.library;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are compared: small letters without accents, so that "amelie" finds "Amélie". */
final class Folded {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final int LONGEST = 200;

    private Folded() {}

    /** The text as it is compared, at most 200 characters of it. */
    static String of(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return cut(GAPS.matcher(plain).replaceAll(" ").strip(), LONGEST);
    }

    /** The pattern of SQL's {@code like} for texts that contain this one, folded. */
    static String containing(String folded) {
        return '%' + folded.replaceAll("([\\\\%_])", "\\\\$1") + '%';
    }

    /** As much of a text as fits, without tearing a character apart and without what the database cannot hold. */
    static String cut(String text, int longest) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= longest) {
            return clean;
        }
        boolean torn = Character.isHighSurrogate(clean.charAt(longest - 1));
        return clean.substring(0, torn ? longest - 1 : longest);
    }
}
