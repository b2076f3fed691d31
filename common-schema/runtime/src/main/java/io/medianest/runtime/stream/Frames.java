package io.medianest.runtime.stream;

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
}
