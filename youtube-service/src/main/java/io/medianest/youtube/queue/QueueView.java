package io.medianest.youtube.queue;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How downloading goes at the moment, for everybody together.
 *
 * @param paused whether nothing new is begun
 * @param pausedUntil when it is tried again; absent if that is not known, or nothing is paused
 * @param message why nothing is begun, as a sentence; absent if nothing is paused
 * @param waiting videos whose turn has not come
 * @param running videos that are being downloaded
 */
@Schema(name = "DownloadQueue")
public record QueueView(
        boolean paused,
        @Nullable Instant pausedUntil,
        @Nullable String message,
        long waiting,
        long running) {}
