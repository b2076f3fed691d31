package io.medianest.media.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.events.media.MediaRequestApproved;
import io.medianest.events.media.MediaRequestArchived;
import io.medianest.events.media.MediaRequestAvailable;
import io.medianest.events.media.MediaRequestCancelled;
import io.medianest.events.media.MediaRequestCompleted;
import io.medianest.events.media.MediaRequestCreated;
import io.medianest.events.media.MediaRequestDeclined;
import io.medianest.events.media.MediaRequestEvent;
import io.medianest.events.media.MediaRequestFailed;
import io.medianest.events.media.MediaRequestProcessing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a request, as the stream tells it; the fields that a request has too are named alike.
 *
 * @param type the event's type, such as {@code media-request.available}
 * @param id the request
 * @param userId who asked; null once that person is gone
 * @param status the request's status since
 * @param phase its phase since; absent when it was put away, which leaves the phase as it was
 * @param failureReason why it failed; absent unless it did
 * @param availableSeasons the seasons that can be watched by now; absent unless that is what happened
 * @param at when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MediaRequestNews(
        String type,
        UUID id,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID userId,
        String title,
        String mediaType,
        String tmdbId,
        String status,
        @Nullable String phase,
        @Nullable String failureReason,
        @Nullable List<Integer> availableSeasons,
        Instant at) {

    private record State(
            String status, @Nullable String phase, @Nullable String failureReason) {}

    static MediaRequestNews of(String type, MediaRequestEvent event, Instant at) {
        State state = state(event);
        return new MediaRequestNews(
                type,
                event.request().id(),
                event.request().userId(),
                event.request().title(),
                event.request().mediaType(),
                event.request().tmdbId(),
                state.status(),
                state.phase(),
                state.failureReason(),
                event instanceof MediaRequestAvailable available ? available.seasons() : null,
                at);
    }

    private static State state(MediaRequestEvent event) {
        return switch (event) {
            case MediaRequestCreated created -> new State("pending", "pending", null);
            case MediaRequestApproved approved -> new State("approved", "processing", null);
            case MediaRequestProcessing processing -> new State("processing", "processing", null);
            case MediaRequestAvailable available -> new State("available", "processing", null);
            case MediaRequestCompleted completed -> new State("completed", "completed", null);
            case MediaRequestDeclined declined -> new State("failed", "failed", "declined");
            case MediaRequestCancelled cancelled -> new State("failed", "failed", "cancelled");
            case MediaRequestFailed failed -> new State("failed", "failed", "error");
            case MediaRequestArchived archived -> new State("archived", null, null);
        };
    }
}
