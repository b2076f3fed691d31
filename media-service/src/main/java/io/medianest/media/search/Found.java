package io.medianest.media.search;

import java.time.Instant;

/**
 * What was found of titles, and how good it is.
 *
 * @param value what was found
 * @param source who said so
 * @param stale whether it may be out of date
 * @param since when it was true
 */
record Found<T>(T value, AnswerSource source, boolean stale, Instant since) {

    /** What Overseerr says now. */
    static <T> Found<T> now(T value) {
        return new Found<>(value, AnswerSource.OVERSEERR, false, Instant.now());
    }
}
