package io.medianest.simulators.catalog;

import java.util.List;

/** A film or a series. */
public sealed interface Title permits Movie, Series {

    /** The TMDB id; unique among films and, apart from them, among series. */
    int id();

    /** What it is called. */
    String title();

    /** First shown, as {@code yyyy-MM-dd}. */
    String date();

    /** A sentence on what it is about. */
    String overview();

    /** TMDB's average vote, 0 to 10. */
    double vote();

    /** The names of its genres. */
    List<String> genres();

    /** The year of {@link #date()}. */
    default int year() {
        return Integer.parseInt(date().substring(0, 4));
    }
}
