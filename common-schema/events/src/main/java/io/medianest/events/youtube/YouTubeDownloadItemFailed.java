package io.medianest.events.youtube;

/**
 * A video of a download will not come.
 *
 * @param download the download
 * @param item the video
 * @param reason cancelled, unavailable, blocked, disk_full or error
 * @param message the same as a sentence for people
 * @param counts how far the download is since
 */
public record YouTubeDownloadItemFailed(
        RequestedDownload download, DownloadItem item, String reason, String message, DownloadCounts counts)
        implements YouTubeDownloadEvent {}
