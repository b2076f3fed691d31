package io.medianest.plex;

import java.util.List;

/**
 * A page of a list at Plex.
 *
 * @param items what is on it
 * @param total how many the whole list has at this moment
 */
public record PlexPage(List<PlexItem> items, int total) {}
