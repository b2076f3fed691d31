package io.medianest.youtube.collection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to go because a download was deleted.
 *
 * @param path a file, relative to the folder of all files; null if none is to go, or it is gone
 * @param folder in which it is or was, relative; empty for the folder of all files
 * @param item the rating key that Plex knows it by
 * @param collection the collection that it is to leave; null for none
 */
record Removal(
        UUID id,
        @Nullable String path,
        String folder,
        @Nullable Long item,
        @Nullable Long collection) {}
