package io.medianest.events.media;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader needs to know of a request in order to show it, and to whom.
 *
 * @param id the request
 * @param userId who asked for it, or null once that user is gone
 * @param mediaType {@code movie} or {@code tv}
 * @param tmdbId the title's id at TMDB
 * @param title the title as the request shows it
 * @param followers who else is told about it; null if nobody is
 */
public record RequestedMedia(
        UUID id,
        @Nullable UUID userId,
        String mediaType,
        String tmdbId,
        String title,
        @Nullable List<UUID> followers) {

    /** A request that nobody follows. */
    public RequestedMedia(UUID id, @Nullable UUID userId, String mediaType, String tmdbId, String title) {
        this(id, userId, mediaType, tmdbId, title, null);
    }
}
