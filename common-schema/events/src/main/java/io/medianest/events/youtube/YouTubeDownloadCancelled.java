package io.medianest.events.youtube;

/**
 * A download was taken back.
 *
 * @param download the download
 * @param counts how far the download is since
 */
public record YouTubeDownloadCancelled(RequestedDownload download, DownloadCounts counts)
        implements YouTubeDownloadEvent {}
