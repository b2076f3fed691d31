package io.medianest.events.youtube;

import io.medianest.events.Event;

/** A fact about one YouTube download. */
public sealed interface YouTubeDownloadEvent extends Event
        permits YouTubeDownloadQueued,
                YouTubeDownloadStarted,
                YouTubeDownloadItemFinished,
                YouTubeDownloadItemFailed,
                YouTubeDownloadCompleted,
                YouTubeDownloadFailed,
                YouTubeDownloadCancelled,
                YouTubeDownloadInPlex,
                YouTubeDownloadNotInPlex {

    /** The download that it is about. */
    RequestedDownload download();

    @Override
    default String key() {
        return download().id().toString();
    }
}
