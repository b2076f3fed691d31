package io.medianest.events.media;

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
 */
public record RequestedMedia(UUID id, @Nullable UUID userId, String mediaType, String tmdbId, String title) {}
