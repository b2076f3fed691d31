package io.medianest.youtube.ytdlp;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What became of a video. */
public sealed interface Outcome {

    /** It is there, and was looked at. */
    record Done(
            Path file,
            long bytes,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer durationSeconds,
            String title)
            implements Outcome {}

    /**
     * It is not there.
     *
     * @param message a sentence for people
     */
    record Failed(FailureKind kind, String message) implements Outcome {}

    /** It was cancelled; what came of it stays for another time. */
    record Cancelled() implements Outcome {}
}
