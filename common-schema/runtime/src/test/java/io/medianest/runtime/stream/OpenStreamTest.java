package io.medianest.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.medianest.runtime.events.EventPosition;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

class OpenStreamTest {
    private static final int WAITING = 8;

    private final Caller caller = new Caller(
            UUID.randomUUID(),
            UUID.randomUUID(),
            0,
            Set.of("USER"),
            Instant.now(),
            null,
            Instant.now(),
            Instant.now().plusSeconds(300));
    private final OpenStream stream = new OpenStream(caller, new Frames(new SseImpl()), WAITING);

    @Test
    void eventsComeInOrderAndOnlyThoseThatMayBeSeen() {
        AssertSubscriber<OutboundSseEvent> client =
                stream.live().subscribe().withSubscriber(AssertSubscriber.create(10));
        stream.offer(event(1, true));
        stream.offer(event(2, false));
        stream.offer(event(3, true));
        stream.end();
        assertThat(client.assertCompleted().getItems())
                .extracting(OutboundSseEvent::getId)
                .containsExactly("t-0-1", "t-0-3");
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndTheOthersGoOn() {
        AssertSubscriber<OutboundSseEvent> client =
                stream.live().subscribe().withSubscriber(AssertSubscriber.create(0));
        for (int offset = 0; offset <= WAITING; offset++) {
            stream.offer(event(offset, true));
        }
        stream.offer(event(99, true));
        client.request(100);
        client.awaitFailure();
    }

    @Test
    void whatPassesIsLeftOutBeforeTheClientIsCutOff() {
        AssertSubscriber<OutboundSseEvent> client =
                stream.live().subscribe().withSubscriber(AssertSubscriber.create(0));
        for (int i = 0; i < 3 * WAITING; i++) {
            stream.offer(new PassingEvent("progress", "{}", caller -> true));
        }
        stream.offer(new PassingEvent("progress", "{}", caller -> false));
        stream.offer(event(1, true));
        stream.end();
        client.request(100);
        assertThat(client.assertCompleted().getItems())
                .hasSize(WAITING / 2 + 1)
                .last()
                .extracting(OutboundSseEvent::getId)
                .isEqualTo("t-0-1");
    }

    @Test
    void silenceTellsWhereTheStreamStands() {
        AssertSubscriber<OutboundSseEvent> client =
                stream.live().subscribe().withSubscriber(AssertSubscriber.create(10));
        stream.heartbeatIfSilentFor(Duration.ofHours(1), Optional.empty());
        stream.heartbeatIfSilentFor(Duration.ZERO, Optional.empty());
        stream.heartbeatIfSilentFor(Duration.ZERO, Optional.of(new EventPosition("t", 0, 7)));
        stream.end();
        assertThat(client.assertCompleted().getItems())
                .extracting(OutboundSseEvent::getComment, OutboundSseEvent::getId, OutboundSseEvent::getData)
                .containsExactly(tuple("alive", null, null), tuple("alive", "t-0-7", null));
    }

    private static StreamEvent event(long offset, boolean visible) {
        return new StreamEvent(new EventPosition("t", 0, offset), Instant.now(), "x", "{}", caller -> visible);
    }
}
