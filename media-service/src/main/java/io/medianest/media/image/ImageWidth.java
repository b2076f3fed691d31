package io.medianest.media.image;

import io.medianest.runtime.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The widths that pictures have: those that TMDB keeps ready. Any other number would fill the cache. */
final class ImageWidth {
    private static final int USUAL = 342;
    private static final Set<String> WIDTHS = Set.of("92", "154", "185", "342", "500", "780");

    private ImageWidth() {}

    /**
     * Reads the parameter.
     *
     * @param text as it came; null for the usual width
     * @throws ProblemException 400 {@code VALIDATION_FAILED} if it is none of them
     */
    static int of(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        if (!WIDTHS.contains(text)) {
            throw ProblemException.invalid("width", "must be 92, 154, 185, 342, 500 or 780");
        }
        return Integer.parseInt(text);
    }
}
