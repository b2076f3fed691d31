package io.medianest.media.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks, as far as finding the account needs to know.
 *
 * @param plexId the Plex account; null for people who sign in otherwise
 * @param verifiedEmail an address that the person has proved to own; null if there is none
 * @param account the Overseerr account chosen or found before; null if none was
 * @param matchedBy how that was: {@code plex}, {@code admin} or {@code email}
 */
record Person(
        UUID id,
        @Nullable String plexId,
        @Nullable String verifiedEmail,
        @Nullable Integer account,
        @Nullable String matchedBy) {}
