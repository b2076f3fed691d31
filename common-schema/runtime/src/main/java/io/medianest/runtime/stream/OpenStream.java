package io.medianest.runtime.stream;

import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;

/** One client that listens. All methods are called under the feed's lock, so that events keep their order. */
final class OpenStream {
    private final Caller caller;
    private final Frames frames;
    private final UnicastProcessor<OutboundSseEvent> live;
    private Instant lastSent = Instant.now();

    OpenStream(Caller caller, Frames frames, int waiting) {
        this.caller = caller;
        this.frames = frames;
        live = UnicastProcessor.create(new ArrayBlockingQueue<>(waiting), () -> {});
    }

    Caller caller() {
        return caller;
    }

    /** What comes from now on; fails when more waits than the client reads. */
    Multi<OutboundSseEvent> live() {
        return live;
    }

    void offer(StreamEvent event) {
        if (event.audience().test(caller)) {
            send(frames.event(event));
        }
    }

    void reset() {
        send(frames.reset());
    }

    void heartbeatUnlessSince(Instant time) {
        if (lastSent.isBefore(time)) {
            send(frames.heartbeat());
        }
    }

    void end() {
        live.onComplete();
    }

    private void send(OutboundSseEvent frame) {
        lastSent = Instant.now();
        live.onNext(frame);
    }
}
