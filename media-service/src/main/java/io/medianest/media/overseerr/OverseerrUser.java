package io.medianest.media.overseerr;

import org.jspecify.annotations.Nullable;

/**
 * A person in Overseerr.
 *
 * @param id the number there; 1 is the owner
 * @param plexId the Plex account, as digits; null for a local one
 * @param email may be null where Overseerr does not tell
 * @param displayName what it shows
 */
public record OverseerrUser(
        int id,
        @Nullable String plexId,
        @Nullable String email,
        @Nullable String displayName) {
    /** The owner's number: the user that the API key acts as. */
    public static final int OWNER = 1;
}
