package io.medianest.events.error;

import io.medianest.events.Event;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something went wrong once or, within a second, several times in the same way. Scrubbed and capped by whoever sends it.
 *
 * @param correlationId of the request, event or job that failed; of the first one where several were folded
 * @param service where it failed, such as {@code media-service}; {@code client} for what clients report
 * @param errorCode a stable name, such as {@code INTERNAL}
 * @param message what happened, in one line
 * @param stackTrace where; null if that is not known
 * @param userId who was affected; null if nobody in particular
 * @param method the HTTP method; {@code EVENT} and {@code JOB} for what was no request
 * @param path the path without its query, or the topic, or the name of the job
 * @param route the template of the path, such as {@code /media-requests/{id}}; null if there is none
 * @param statusCode what was answered; null if nothing was
 * @param fingerprint the same for errors of the same cause
 * @param metadata what a client adds, scrubbed; null if nothing
 * @param count how many were folded into this one, at least 1
 * @param at when it happened; the first where several were folded
 */
public record ErrorLogged(
        String correlationId,
        String service,
        String errorCode,
        String message,
        @Nullable String stackTrace,
        @Nullable UUID userId,
        String method,
        String path,
        @Nullable String route,
        @Nullable Integer statusCode,
        String fingerprint,
        @Nullable Map<String, String> metadata,
        long count,
        Instant at)
        implements Event {

    @Override
    public String key() {
        return correlationId;
    }

    /** The same, for that many occurrences. */
    public ErrorLogged times(long occurrences) {
        return new ErrorLogged(
                correlationId,
                service,
                errorCode,
                message,
                stackTrace,
                userId,
                method,
                path,
                route,
                statusCode,
                fingerprint,
                metadata,
                occurrences,
                at);
    }
}
