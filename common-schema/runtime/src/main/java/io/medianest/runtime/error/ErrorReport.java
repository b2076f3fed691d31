package io.medianest.runtime.error;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What failed, as whoever saw it knows it; nothing of it is scrubbed yet.
 *
 * @param code a stable name
 * @param failure what was thrown; null if nothing was
 * @param message what happened; of no use where there is a failure with a message
 * @param method the HTTP method, {@code EVENT} or {@code JOB}
 * @param path the path that was asked for, or the topic, or the name of the job
 * @param route the template of the path; null if there is none
 * @param statusCode what was answered; null if nothing was
 * @param userId who was affected; null if nobody in particular
 */
public record ErrorReport(
        String code,
        @Nullable Throwable failure,
        String message,
        String method,
        String path,
        @Nullable String route,
        @Nullable Integer statusCode,
        @Nullable UUID userId) {

    /** An event that a consumer gave up. */
    public static ErrorReport ofEvent(String topic, Throwable failure) {
        return new ErrorReport(
                "EVENT_NOT_HANDLED", failure, "An event went to the dead letters", "EVENT", topic, topic, null, null);
    }

    /**
     * Recurring work that failed.
     *
     * @param job what it does; the same text each time
     */
    public static ErrorReport ofJob(String job, Throwable failure) {
        return new ErrorReport("JOB_FAILED", failure, job + " failed", "JOB", job, job, null, null);
    }
}
