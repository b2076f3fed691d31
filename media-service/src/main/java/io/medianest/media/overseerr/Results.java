package io.medianest.media.overseerr;

import io.medianest.media.title.MediaKind;
import java.util.List;
import java.util.Optional;
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

    /** The same with films and series alone. */
    public Results titlesOnly() {
        List<Result> titles = results == null
                ? List.of()
                : results.stream()
                        .filter(result -> result.mediaType() != null
                                && MediaKind.named(result.mediaType()).isPresent())
                        .toList();
        return new Results(page, totalPages, totalResults, titles);
    }

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
            @Nullable Media mediaInfo) {

        /** The title; empty if there is none. */
        public Optional<String> displayTitle() {
            return Optional.ofNullable(title == null ? name : title).filter(text -> !text.isBlank());
        }

        /** The year of the first showing; null if unknown. */
        public @Nullable Integer year() {
            return Years.of(releaseDate == null ? firstAirDate : releaseDate);
        }
    }
}
