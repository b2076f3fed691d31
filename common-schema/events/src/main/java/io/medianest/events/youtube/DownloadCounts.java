package io.medianest.events.youtube;

/**
 * How far a download is.
 *
 * @param itemsTotal the videos it has; 0 until YouTube has told
 * @param itemsDone those that are there
 * @param itemsFailed those that will not come
 */
public record DownloadCounts(int itemsTotal, int itemsDone, int itemsFailed) {}
