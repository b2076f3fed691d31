package io.medianest.youtube.collection;

import java.util.UUID;

/**
 * A video of a download.
 *
 * @param video its row among the videos that are on the disk
 * @param path relative to the folder of all files, with slashes
 */
record StoredFile(UUID video, String path) {}
