package io.medianest.events.youtube;

/**
 * Nothing came of a download.
 *
 * @param download the download
 * @param reason cancelled, unavailable, blocked, disk_full or error
 * @param message the same as a sentence for people
 * @param counts how far the download is since
 */
public record YouTubeDownloadFailed(RequestedDownload download, String reason, String message, DownloadCounts counts)
        implements YouTubeDownloadEvent {}
