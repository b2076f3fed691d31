package io.medianest.events.youtube;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader needs to know of a download in order to show it, and to whom.
 *
 * @param id the download
 * @param userId who wants it, or null once that user is gone
 * @param playlistUrl the canonical address of the playlist or of the video
 * @param playlistTitle its title, or null until YouTube has told
 */
public record RequestedDownload(
        UUID id,
        @Nullable UUID userId,
        String playlistUrl,
        @Nullable String playlistTitle) {}
