package io.medianest.events.youtube;

/**
 * All of a download that could be had is there.
 *
 * @param download the download
 * @param counts how far the download is since
 */
public record YouTubeDownloadCompleted(RequestedDownload download, DownloadCounts counts)
        implements YouTubeDownloadEvent {}
