package io.medianest.events.youtube;

import org.jspecify.annotations.Nullable;

/**
 * Plex has the videos of a download, and a playlist's collection is as the playlist is.
 *
 * @param download the download
 * @param status how the download itself had ended before: completed, or failed if somebody stopped it
 * @param plexCollectionId the collection, or null for a single video, which needs none
 */
public record YouTubeDownloadInPlex(
        RequestedDownload download, String status, @Nullable String plexCollectionId) implements YouTubeDownloadEvent {}
