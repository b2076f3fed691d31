package io.medianest.plex;

/**
 * A library that is shared with somebody without any restriction.
 *
 * @param plexId the person at plex.tv
 * @param section the library's key
 */
public record PlexShare(String plexId, String section) {}
