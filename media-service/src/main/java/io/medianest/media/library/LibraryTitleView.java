package io.medianest.media.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A film or a series of a library.
 *
 * @param ratingKey what Plex calls it
 * @param libraryKey the library
 * @param mediaType {@code movie} or {@code tv}
 * @param tmdbId its number at TMDB; null if Plex does not know it
 * @param posterUrl a path below this server that answers with its poster; null if there is none
 * @param seasonCount how many seasons of a series are there, without the specials; null for a film
 * @param addedAt when it was added to the library
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LibraryTitleView(
        String ratingKey,
        String libraryKey,
        String mediaType,
        @Nullable String tmdbId,
        String title,
        @Nullable Integer year,
        @Nullable String posterUrl,
        @Nullable Long seasonCount,
        @Nullable Integer durationMinutes,
        @Nullable String contentRating,
        Instant addedAt) {
    static LibraryTitleView of(LibraryTitle title, @Nullable String posterUrl) {
        return new LibraryTitleView(
                Long.toString(title.ratingKey()),
                title.sectionKey(),
                title.mediaType(),
                title.tmdbId(),
                title.title(),
                title.year(),
                posterUrl,
                title.mediaType().equals("tv") ? title.seasonCount() : null,
                title.durationMinutes(),
                title.contentRating(),
                title.addedAt());
    }
}
