package io.medianest.youtube.ytdlp;

import io.smallrye.mutiny.Uni;

/** A video that is being downloaded. */
public interface RunningDownload {

    /** What became of it, once no process is left; never fails. May be subscribed to once. */
    Uni<Outcome> outcome();

    /** Has it end soon, if it has not. */
    void cancel();
}
