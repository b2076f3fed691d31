package io.medianest.runtime.stream;

import io.medianest.runtime.events.EventPosition;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One client that listens. All methods are called under the feed's lock, so that events keep their order. */
final class OpenStream {
    private final Caller caller;
    private final Frames frames;
    private final BlockingQueue<OutboundSseEvent> waiting;
    private final UnicastProcessor<OutboundSseEvent> live;
    /** By a clock that nobody sets: one set back would keep the stream silent until the gateway gives it up. */
    private long lastSent = System.nanoTime();

    OpenStream(Caller caller, Frames frames, int longest) {
        this.caller = caller;
        this.frames = frames;
        waiting = new ArrayBlockingQueue<>(longest);
        live = UnicastProcessor.create(waiting, () -> {});
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

    /** Left out while the client reads slowly, so that it does not lose what comes once. */
    void offer(PassingEvent event) {
        if (waiting.remainingCapacity() > waiting.size() && event.audience().test(caller)) {
            send(frames.event(event));
        }
    }

    void reset() {
        send(frames.reset());
    }

    /** @param newest the latest event; what of it and of those before is for this client has been sent */
    void heartbeatIfSilentFor(Duration time, Optional<EventPosition> newest) {
        if (System.nanoTime() - lastSent > time.toNanos()) {
            send(newest.map(frames::here).orElseGet(frames::heartbeat));
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
