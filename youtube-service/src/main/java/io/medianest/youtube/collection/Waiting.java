package io.medianest.youtube.collection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A download whose files are to be shown in Plex.
 *
 * @param playlistId null for a single video, which needs no collection
 * @param title of the playlist
 * @param collection the rating key of its collection, as far as is known
 * @param attempt how often was looked for its files, with this time
 */
record Waiting(
        UUID id,
        @Nullable String playlistId,
        String title,
        @Nullable Long collection,
        int attempt) {}
