package io.medianest.media.plex;

import org.jspecify.annotations.Nullable;

/**
 * A library of the server.
 *
 * @param key what Plex calls it
 * @param type {@code movie}, {@code show}, {@code artist} or {@code photo}
 */
public record PlexSection(
        @Nullable String key,
        @Nullable String type,
        @Nullable String title) {}
