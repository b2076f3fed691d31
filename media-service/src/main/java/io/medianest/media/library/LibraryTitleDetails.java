package io.medianest.media.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A film or a series of a library in detail.
 *
 * @param ratingKey what Plex calls it
 * @param libraryKey the library
 * @param mediaType {@code movie} or {@code tv}
 * @param tmdbId its number at TMDB; null if Plex does not know it
 * @param overview what it is about; null if unknown
 * @param posterUrl a path below this server that answers with its poster; null if there is none
 * @param backdropUrl the same of a wide picture
 * @param watchUrl where Plex plays it
 * @param addedAt when it was added to the library
 * @param seasons of a series, in order, the specials (number 0) first; empty for a film
 * @param collections those that it is in
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LibraryTitleDetails(
        String ratingKey,
        String libraryKey,
        String mediaType,
        @Nullable String tmdbId,
        String title,
        @Nullable Integer year,
        @Nullable String overview,
        @Nullable String posterUrl,
        @Nullable String backdropUrl,
        String watchUrl,
        @Nullable Integer durationMinutes,
        @Nullable String contentRating,
        Instant addedAt,
        List<LibrarySeason> seasons,
        List<LibraryCollectionView> collections) {

    /**
     * A season.
     *
     * @param episodes how many of it are there
     * @param posterUrl as the title's
     */
    public record LibrarySeason(
            int number,
            String title,
            int episodes,
            @Nullable String posterUrl) {}
}
