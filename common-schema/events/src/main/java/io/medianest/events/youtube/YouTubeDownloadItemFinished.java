package io.medianest.events.youtube;

/**
 * A video of a download is there.
 *
 * @param download the download
 * @param item the video
 * @param counts how far the download is since
 */
public record YouTubeDownloadItemFinished(RequestedDownload download, DownloadItem item, DownloadCounts counts)
        implements YouTubeDownloadEvent {}
