package io.medianest.gateway.stream;

import io.medianest.runtime.security.Caller;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The stream of one client: what of it has been sent, and the sources it is made of. When the client reads too slowly,
 * the sources wait, so that nothing piles up here. Used on the request's own context only.
 */
final class ClientStream {
    private static final int WAITING_BYTES = 64 * 1024;
    private final Caller caller;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Duration patience;
    private final ResumePoints points;
    private final List<SourceStream> sources = new ArrayList<>();
    private long lastSent = System.nanoTime();
    private long fullSince;
    private boolean full;
    private boolean over;

    /** @param patience how long it waits for a client that reads nothing */
    ClientStream(Caller caller, HttpServerRequest request, ResumePoints points, Duration patience) {
        this.caller = caller;
        this.request = request;
        this.response = request.response();
        this.patience = patience;
        this.points = points;
    }

    Caller caller() {
        return caller;
    }

    ResumePoints points() {
        return points;
    }

    boolean isOver() {
        return over;
    }

    boolean isFull() {
        return full;
    }

    void begin() {
        response.setWriteQueueMaxSize(WAITING_BYTES)
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .drainHandler(drained -> goOn());
        write(": open\nretry: 3000\n\n");
    }

    /** From now on this source is part of the stream. */
    void add(SourceStream source) {
        sources.add(source);
        source.open();
    }

    /** Sends an event. With an id the client can resume after it, and after what it has of the other sources. */
    void send(ServiceEvent event, boolean resumable) {
        write((resumable ? "id: " + points + "\n" : "") + "event: " + event.name() + "\ndata: " + event.data()
                + "\n\n");
    }

    /** Tells where the client stands now; an id without an event is what it names when it comes back. */
    void sendPlace() {
        write(": alive\nid: " + points + "\n\n");
    }

    /** Shows that the stream is alive if nothing else has, and gives up a client that does not read. */
    void tick(Duration heartbeat) {
        long now = System.nanoTime();
        if (full && now - fullSince > patience.toNanos()) {
            close();
            abandon();
        } else if (!full && now - lastSent > heartbeat.toNanos()) {
            write(": alive\n\n");
        }
    }

    /** Whether its token has expired. */
    boolean isExpired(Instant now) {
        return !caller.expiresAt().isAfter(now);
    }

    /** Ends it as if all had been said; the client opens another one. */
    void end() {
        close();
        if (full) {
            abandon();
        } else if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    /** Other ways to close wait until everything is sent, which a client that does not read keeps from ever happening. */
    private void abandon() {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            var _ = connection.channelHandlerContext().close();
        } else {
            response.reset();
        }
    }

    /** Lets go of the sources. */
    void close() {
        if (!over) {
            over = true;
            sources.forEach(SourceStream::close);
        }
    }

    private void goOn() {
        full = false;
        sources.forEach(SourceStream::resume);
    }

    private void write(String frame) {
        if (over || response.closed()) {
            return;
        }
        lastSent = System.nanoTime();
        response.write(frame);
        if (!full && response.writeQueueFull()) {
            full = true;
            fullSince = lastSent;
            sources.forEach(SourceStream::pause);
        }
    }

    /** The context's Vert.x, for timers of sources. */
    static Vertx vertx() {
        return Vertx.currentContext().owner();
    }
}
