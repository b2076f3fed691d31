package io.medianest.events.youtube;

/**
 * The first video of a download is being downloaded.
 *
 * @param download the download
 * @param counts how far the download is since
 */
public record YouTubeDownloadStarted(RequestedDownload download, DownloadCounts counts)
        implements YouTubeDownloadEvent {}
