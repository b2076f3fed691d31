package io.medianest.media.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A collection of a library.
 *
 * @param ratingKey what Plex calls it
 * @param libraryKey the library
 * @param overview what it is about; null if nobody has said
 * @param itemCount how many films or series are in it
 * @param posterUrl a path below this server that answers with its picture; null if there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LibraryCollectionView(
        String ratingKey,
        String libraryKey,
        String title,
        @Nullable String overview,
        long itemCount,
        @Nullable String posterUrl) {}
