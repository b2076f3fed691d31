package io.medianest.media.request;

import io.medianest.runtime.problem.ProblemException;

/**
 * How titles are searched, so that the index of their trigrams always helps: a text of three letters or digits is found
 * anywhere in a title, a shorter one where a word begins. Without any there is nothing to look for.
 */
final class TitlePatterns {
    private static final int ANYWHERE = 3;

    private TitlePatterns() {}

    /**
     * Refuses what no title can be searched for.
     *
     * @throws ProblemException 400 without a letter or digit
     */
    static void require(String text) {
        if (letters(text) == 0) {
            throw ProblemException.invalid("q", "must have a letter or a digit");
        }
    }

    /** The patterns of {@code LIKE} of which a title must match one. */
    static String[] of(String text) {
        String literal = text.replaceAll("([\\\\%_])", "\\\\$1");
        return letters(text) < ANYWHERE
                ? new String[] {literal + '%', "% " + literal + '%'}
                : new String[] {'%' + literal + '%'};
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).count();
    }
}
