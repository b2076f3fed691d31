package io.medianest.media.support;

import io.medianest.testing.stream.EventStream;
import io.medianest.testing.stream.EventStream.Received;
import java.util.function.Predicate;

/** The stream of what happens to requests. */
public final class RequestNews {
    private RequestNews() {}

    /**
     * Opens it.
     *
     * @param token the access token; null for none
     * @param lastEventId the last event seen; null for none
     */
    public static EventStream open(String token, String lastEventId) {
        return EventStream.open("/api/v1/media-requests/events", token, lastEventId);
    }

    /** Whether an event tells that a request reached a status. */
    public static Predicate<Received> of(String requestId, String status) {
        return event -> "media-request".equals(event.name())
                && requestId.equals(event.json().getString("id"))
                && status.equals(event.json().getString("status"));
    }
}
