package io.medianest.media.library;

/**
 * A library that somebody sees.
 *
 * @param key what Plex calls it
 * @param serverId the server's machineIdentifier
 * @param mediaType {@code movie} or {@code tv}
 * @param opened whether an ADMIN has opened it to everybody here
 */
record Library(String key, String serverId, String mediaType, String title, boolean opened) {}
