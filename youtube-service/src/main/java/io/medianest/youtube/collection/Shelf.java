package io.medianest.youtube.collection;

/**
 * The library of Plex's that the files are in.
 *
 * @param machine what the server calls itself
 * @param section the library's key
 * @param folder the folder of the files, as Plex sees it
 */
record Shelf(String machine, String section, PlexFolder folder) {}
