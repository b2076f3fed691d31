package io.medianest.events.youtube;

import org.jspecify.annotations.Nullable;

/**
 * Some videos of a download have not appeared in Plex, and are not waited for any more.
 *
 * @param download the download
 * @param status how the download itself had ended before: completed, or failed if somebody stopped it
 * @param plexCollectionId the collection of those that have appeared, or null if there is none
 * @param message what is missing, as a sentence for people
 */
public record YouTubeDownloadNotInPlex(
        RequestedDownload download, String status, @Nullable String plexCollectionId, String message)
        implements YouTubeDownloadEvent {}
