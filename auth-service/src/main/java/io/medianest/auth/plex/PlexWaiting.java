package io.medianest.auth.plex;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Nobody has approved the PIN yet; ask again in a second or two.
 *
 * @param status always {@code waiting}
 */
@Schema(description = "Nobody has approved the PIN at Plex yet; ask again in a second or two")
public record PlexWaiting(@Schema(examples = "waiting") String status) {
    /** The one answer of this kind. */
    public static final PlexWaiting WAITING = new PlexWaiting("waiting");
}
