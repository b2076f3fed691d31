package io.medianest.media.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * With which Overseerr account somebody's requests are sent.
 *
 * @param overseerrUserId its number in Overseerr; null while none was chosen or found
 * @param matchedBy plex, email or admin; null while there is none
 */
public record AccountView(
        UUID userId,
        @Nullable Integer overseerrUserId,
        @Nullable String matchedBy) {}
