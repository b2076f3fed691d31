package io.medianest.runtime.stream;

import io.medianest.runtime.events.EventPosition;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** What goes over the wire. */
final class Frames {
    private static final long RECONNECT_MILLIS = 3_000;

    private final Sse sse;

    Frames(Sse sse) {
        this.sse = sse;
    }

    /** The first frame, which tells that the stream is open. */
    OutboundSseEvent opened() {
        return sse.newEventBuilder()
                .reconnectDelay(RECONNECT_MILLIS)
                .comment("open")
                .build();
    }

    OutboundSseEvent event(StreamEvent event) {
        return sse.newEventBuilder()
                .id(event.position().toString())
                .name(event.name())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, event.data())
                .build();
    }

    /** Without an id, so that the client still names the last event that it can resume after. */
    OutboundSseEvent event(PassingEvent event) {
        return sse.newEventBuilder()
                .name(event.name())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, event.data())
                .build();
    }

    /** Events may have been missed: the client reads everything again. */
    OutboundSseEvent reset() {
        return sse.newEventBuilder()
                .name("reset")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, "{}")
                .build();
    }

    OutboundSseEvent heartbeat() {
        return sse.newEventBuilder().comment("alive").build();
    }

    /**
     * Everything up to there has been told, or was not for this client. An id without data is no event, but a client
     * that comes back names it: so it can be resumed, however long nothing was for it.
     */
    OutboundSseEvent here(EventPosition position) {
        return sse.newEventBuilder().id(position.toString()).comment("alive").build();
    }
}
