package io.medianest.simulators.overseerr;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Overseerr keeps of a film or series that somebody asked for or that is in the library.
 *
 * @param type {@code movie} or {@code tv}
 * @param status a number of {@link MediaStatus}
 * @param seasons status by season number, only of seasons that the library knows of
 * @param ratingKey the Plex item, or null while there is none
 */
public record Media(
        int id,
        String type,
        int tmdbId,
        @Nullable Integer tvdbId,
        int status,
        int status4k,
        SortedMap<Integer, Integer> seasons,
        @Nullable String ratingKey,
        Instant createdAt,
        Instant updatedAt) {

    Media withStatus(int status, Instant at) {
        return new Media(id, type, tmdbId, tvdbId, status, status4k, seasons, ratingKey, createdAt, at);
    }

    Media withStatus4k(int status4k, Instant at) {
        return new Media(id, type, tmdbId, tvdbId, status, status4k, seasons, ratingKey, createdAt, at);
    }

    Media withRatingKey(@Nullable String ratingKey, Instant at) {
        return new Media(id, type, tmdbId, tvdbId, status, status4k, seasons, ratingKey, createdAt, at);
    }

    Media withSeasons(Map<Integer, Integer> changed, Instant at) {
        SortedMap<Integer, Integer> all = new TreeMap<>(seasons);
        all.putAll(changed);
        return new Media(id, type, tmdbId, tvdbId, status, status4k, all, ratingKey, createdAt, at);
    }
}
