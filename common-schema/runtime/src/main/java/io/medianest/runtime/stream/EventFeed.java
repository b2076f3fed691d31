package io.medianest.runtime.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.events.BroadcastListener;
import io.medianest.runtime.events.EventPosition;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.revocation.Revocations;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The events of one topic for clients: the newest in memory, and everybody who listens. A stream ends when the token it
 * was opened with ends or is revoked, and when its client reads too slowly. Made by {@link EventFeeds}.
 */
public final class EventFeed implements BroadcastListener {
    private static final Logger LOG = Logger.getLogger(EventFeed.class);
    private static final Duration COME_BACK = Duration.ofSeconds(15);

    private final Function<ReceivedEvent, Optional<News>> news;
    private final StreamConfig config;
    private final Revocations revocations;
    private final ObjectMapper json;
    private final EventRing ring;
    private final Set<OpenStream> open = new LinkedHashSet<>();
    private volatile boolean leaving;

    EventFeed(
            Function<ReceivedEvent, Optional<News>> news,
            StreamConfig config,
            Revocations revocations,
            ObjectMapper json) {
        this.news = news;
        this.config = config;
        this.revocations = revocations;
        this.json = json;
        ring = new EventRing(config.kept());
    }

    /**
     * Opens a stream for the caller of a request, which resumes after the request's {@code Last-Event-ID}; where that
     * is not possible it begins with the event {@code reset}.
     *
     * @param http the request
     * @throws ProblemException 429 {@code TOO_MANY_STREAMS} if the user has as many open as allowed
     */
    public Multi<OutboundSseEvent> stream(Caller caller, RoutingContext http, Sse sse) {
        Frames frames = new Frames(sse);
        List<OutboundSseEvent> first = new ArrayList<>(List.of(frames.opened()));
        OpenStream stream = new OpenStream(caller, frames, config.waiting());
        synchronized (open) {
            requireSlot(caller);
            first.addAll(missed(caller, http.request().getHeader("Last-Event-ID"), frames));
            ring.newest().map(frames::here).ifPresent(first::add);
            open.add(stream);
        }
        HttpServerResponse response = http.response();
        response.putHeader("Cache-Control", "no-store").putHeader("X-Accel-Buffering", "no");
        Context context = Vertx.currentContext();
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().iterable(first), stream.live())
                .emitOn(command -> context.runOnContext(nothing -> command.run()))
                .onTermination()
                .invoke(() -> close(stream))
                .onFailure()
                .invoke(failure -> {
                    LOG.infof("A stream of %s ends, its client reads too slowly", caller.userId());
                    response.reset();
                })
                .onFailure()
                .recoverWithCompletion();
    }

    /**
     * Tells those who listen now and may see it. It is soon followed by news of the same, such as how far a download is:
     * it has no id, nobody who comes back is told of it, and a client that reads slowly is spared it.
     */
    public void tell(News passing) {
        PassingEvent event = new PassingEvent(passing.name(), write(passing), passing.audience());
        Instant now = Instant.now();
        synchronized (open) {
            open.stream().filter(stream -> accepts(stream.caller(), now)).forEach(stream -> stream.offer(event));
        }
    }

    /** How many streams are open. */
    public int openStreams() {
        synchronized (open) {
            return open.size();
        }
    }

    @Override
    public void placed() {
        synchronized (open) {
            ring.clear();
            open.forEach(OpenStream::reset);
        }
    }

    @Override
    public void received(ReceivedEvent event) {
        news.apply(event)
                .map(told -> new StreamEvent(event.position(), event.time(), told.name(), write(told), told.audience()))
                .ifPresent(this::publish);
    }

    private void publish(StreamEvent event) {
        synchronized (open) {
            ring.add(event);
            open.stream()
                    .filter(stream -> accepts(stream.caller(), Instant.now()))
                    .forEach(stream -> stream.offer(event));
        }
    }

    /** Ends all streams, and those that are still opened here soon after. */
    void leave() {
        leaving = true;
        tick();
    }

    /** Ends streams whose token has ended, and shows the others that they are alive. */
    void tick() {
        Instant now = Instant.now();
        synchronized (open) {
            for (OpenStream stream : List.copyOf(open)) {
                if (accepts(stream.caller(), now)) {
                    stream.heartbeatIfSilentFor(config.heartbeat(), ring.newest());
                } else {
                    open.remove(stream);
                    stream.end();
                }
            }
        }
    }

    private boolean accepts(Caller caller, Instant now) {
        return !leaving
                && caller.expiresAt().isAfter(now)
                && revocations.accepts(caller.userId(), caller.sessionId(), caller.version(), caller.issuedAt());
    }

    private void requireSlot(Caller caller) {
        long own = open.stream()
                .filter(stream -> stream.caller().userId().equals(caller.userId()))
                .count();
        if (own >= config.perUser()) {
            throw new ProblemException(
                            429, "TOO_MANY_STREAMS", "You have " + own + " streams open; close one of them first.")
                    .retryAfter(COME_BACK);
        }
    }

    private List<OutboundSseEvent> missed(Caller caller, @Nullable String lastEventId, Frames frames) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return List.of();
        }
        return EventPosition.parse(lastEventId)
                .flatMap(ring::since)
                .map(events -> events.stream()
                        .filter(event -> event.audience().test(caller))
                        .map(frames::event)
                        .toList())
                .orElseGet(() -> List.of(frames.reset()));
    }

    private String write(News told) {
        try {
            return json.writeValueAsString(told.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("News named " + told.name() + " could not be written as JSON", e);
        }
    }

    private void close(OpenStream stream) {
        synchronized (open) {
            open.remove(stream);
        }
    }
}
