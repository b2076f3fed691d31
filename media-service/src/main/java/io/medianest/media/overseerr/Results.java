package io.medianest.media.overseerr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of search results.
 *
 * @param page counted from 1
 * @param results may hold people and collections too
 */
public record Results(
        int page,
        int totalPages,
        int totalResults,
        @Nullable List<Result> results) {

    /** One result; the title and date stand in other fields for films than for series. */
    public record Result(
            long id,
            @Nullable String mediaType,
            @Nullable String title,
            @Nullable String name,
            @Nullable String releaseDate,
            @Nullable String firstAirDate,
            @Nullable String overview,
            @Nullable String posterPath,
            @Nullable Media mediaInfo) {}
}
