package io.medianest.media.title;

/**
 * Names a film or a series.
 *
 * @param kind which of them; TMDB counts films and series apart
 * @param tmdbId its id at TMDB, as digits
 */
public record Title(MediaKind kind, String tmdbId) {
    /** What a TMDB id looks like. */
    public static final String TMDB_ID = "[1-9][0-9]{0,9}";
}
