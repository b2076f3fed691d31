package io.medianest.runtime.stream;

import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;

/** One client that listens. All methods are called under the feed's lock, so that events keep their order. */
final class OpenStream {
    private final Caller caller;
    private final Frames frames;
    private final UnicastProcessor<OutboundSseEvent> live;
    /** By a clock that nobody sets: one set back would keep the stream silent until the gateway gives it up. */
    private long lastSent = System.nanoTime();

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

    void heartbeatIfSilentFor(Duration time) {
        if (System.nanoTime() - lastSent > time.toNanos()) {
            send(frames.heartbeat());
        }
    }

    void end() {
        live.onComplete();
    }

    private void send(OutboundSseEvent frame) {
        lastSent = System.nanoTime();
        live.onNext(frame);
    }
}
