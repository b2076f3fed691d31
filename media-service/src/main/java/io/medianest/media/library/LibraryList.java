package io.medianest.media.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The libraries that the caller sees.
 *
 * @param items in Plex's order
 * @param nextCursor always null: a server has few libraries
 * @param stale whether Plex has been silent for so long that this may be old
 * @param syncedAt when Plex was last followed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LibraryList(
        List<LibraryView> items,
        @Nullable String nextCursor,
        boolean stale,
        @Nullable Instant syncedAt) {}
