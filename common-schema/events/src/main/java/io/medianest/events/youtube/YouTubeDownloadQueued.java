package io.medianest.events.youtube;

/**
 * A download waits for its turn: it is new, or what failed of it is tried again.
 *
 * @param download the download
 */
public record YouTubeDownloadQueued(RequestedDownload download) implements YouTubeDownloadEvent {}
