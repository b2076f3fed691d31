package io.medianest.media.overseerr;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The year of a date as TMDB writes it, {@code 1999-03-31}. */
final class Years {
    private static final Pattern DATE = Pattern.compile("((?:18|19|20|21)[0-9]{2})-.*");

    private Years() {}

    /** The year; null if there is no date, or one that makes no sense. */
    static @Nullable Integer of(@Nullable String date) {
        if (date == null) {
            return null;
        }
        Matcher matcher = DATE.matcher(date);
        return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
    }
}
