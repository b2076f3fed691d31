package io.medianest.simulators.catalog;

import java.util.List;

/**
 * A film.
 *
 * @param runtime minutes
 */
public record Movie(
        int id,
        String title,
        String date,
        int runtime,
        double vote,
        String imdbId,
        List<String> genres,
        String overview)
        implements Title {}
