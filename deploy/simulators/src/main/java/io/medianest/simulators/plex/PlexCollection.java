package io.medianest.simulators.plex;

import io.medianest.simulators.plex.Item.Kind;
import java.time.Instant;
import java.util.List;

/**
 * A collection.
 *
 * @param kind what it holds
 * @param sort 0 by year, 1 by title, 2 as arranged
 * @param items rating keys, as arranged
 */
public record PlexCollection(
        String ratingKey,
        String section,
        Kind kind,
        String title,
        int sort,
        List<String> items,
        Instant addedAt,
        Instant updatedAt) {

    PlexCollection withItems(List<String> items) {
        return new PlexCollection(ratingKey, section, kind, title, sort, List.copyOf(items), addedAt, Instant.now());
    }

    PlexCollection withSort(int sort) {
        return new PlexCollection(ratingKey, section, kind, title, sort, items, addedAt, Instant.now());
    }
}
