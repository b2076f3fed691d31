package io.medianest.auth.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which passwords are taken, by NIST SP 800-63B-4: at least 15 characters, or 8 where a sign-in asks for a code too;
 * any characters that can be typed, Unicode too; nothing that is easily guessed, by zxcvbn's lists of common
 * passwords and words, by a list of the operator's and by what is known of the person. No demands on the mixture of characters, no expiry.
 *
 * <p>Passwords are compared in Unicode's form NFKC, so that the same text typed on another keyboard is the same password.
 */
final class PasswordPolicy {
    /** In code points, before and after normalisation. */
    static final int MIN_LENGTH = 15;
    /** The same beside a second factor. */
    static final int MIN_LENGTH_BESIDE_SECOND_FACTOR = 8;

    /** In UTF-16 units as sent; more is refused, never cut off. */
    static final int MAX_LENGTH = 1_024;

    /** zxcvbn's scale goes to 4; from 3 on, 10^8 guesses are not enough. */
    private static final int MIN_SCORE = 3;

    /** Beside a second factor a guesser also needs a code for each try: 10^6 are enough then. */
    private static final int MIN_SCORE_BESIDE_SECOND_FACTOR = 2;
    /** How much must be left of a password without the words of its context. */
    private static final int MIN_OWN = 8;

    /** Estimating takes more than linear time; what is weak so far is weak. */
    private static final int MEASURED_LENGTH = 72;

    private static final List<String> HOUSE_WORDS = List.of("medianest", "plex", "overseerr");

    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final BreachList breached;

    /** @param breached further passwords that everybody knows */
    PasswordPolicy(BreachList breached) {
        this.breached = breached;
    }

    /** The form in which a password is hashed and compared. */
    static String normalise(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** In code points, in whichever of its forms is shorter. */
    static int length(String password) {
        return Math.min(codePoints(password), codePoints(normalise(password)));
    }

    /**
     * What speaks against a password. Takes a few milliseconds.
     *
     * @param candidate the password, and what is known of the person: address, name
     * @return a sentence for the person; empty if the password is taken
     */
    Optional<String> objection(NewPassword candidate) {
        String password = candidate.password();
        String normal = normalise(password);
        int least = candidate.besideSecondFactor() ? MIN_LENGTH_BESIDE_SECOND_FACTOR : MIN_LENGTH;
        if (password.length() > MAX_LENGTH) {
            return Optional.of("must be at most " + MAX_LENGTH + " characters long");
        }
        if (length(password) < least) {
            return Optional.of("must be at least " + least + " characters long; a few random words are fine");
        }
        if (!password.codePoints().allMatch(PasswordPolicy::canBeTyped)) {
            return Optional.of("must not contain control characters");
        }
        return breached.contains(normal) || isGuessable(normal, candidate)
                ? Optional.of("is too easy to guess; take words that have nothing to do with each other or with you")
                : Optional.empty();
    }

    private boolean isGuessable(String password, NewPassword candidate) {
        List<String> words = words(candidate.context());
        int least = candidate.besideSecondFactor() ? MIN_SCORE_BESIDE_SECOND_FACTOR : MIN_SCORE;
        String measured = password.substring(0, Math.min(password.length(), MEASURED_LENGTH));
        return codePoints(without(words, password)) < MIN_OWN
                || zxcvbn.measure(measured, words).getScore() < least;
    }

    /** The context as a guesser would use it: as a whole, and each word of it; the longest first. */
    private static List<String> words(List<String> context) {
        List<String> words = new ArrayList<>(HOUSE_WORDS);
        for (String text : context) {
            String lower = text.toLowerCase(Locale.ROOT);
            words.add(lower);
            words.addAll(List.of(lower.split("[^\\p{L}\\p{N}]+")));
        }
        return words.stream()
                .filter(word -> word.length() > 2)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String without(List<String> words, String password) {
        String rest = password.toLowerCase(Locale.ROOT);
        for (String word : words) {
            rest = rest.replace(word, "");
        }
        return rest;
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean canBeTyped(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL && type != Character.SURROGATE && type != Character.UNASSIGNED;
    }
}
