package io.medianest.gateway.stream;

import io.medianest.gateway.header.RequestHeaders;
import io.medianest.gateway.proxy.OpenStreams;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.revocation.Revocations;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.stream.StreamConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All merged streams that are open at this gateway. One ends with its token, and when the gateway stops. */
@ApplicationScoped
class MergedStreams {
    private static final long TICK_MILLIS = 1_000;
    private static final Duration COME_BACK = Duration.ofSeconds(15);

    private final EventSources sources;
    private final RequestHeaders requestHeaders;
    private final Revocations revocations;
    private final StreamConfig config;
    private final Map<ClientStream, Context> open = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    MergedStreams(
            EventSources sources,
            RequestHeaders requestHeaders,
            Revocations revocations,
            StreamConfig config,
            MeterRegistry registry) {
        this.sources = sources;
        this.requestHeaders = requestHeaders;
        this.revocations = revocations;
        this.config = config;
        Gauge.builder("medianest.gateway.streams", open, Map::size)
                .description("Event streams that are open")
                .tag("service", "all")
                .register(registry);
    }

    /**
     * Answers a request with the merged stream.
     *
     * @throws ProblemException 429 {@code TOO_MANY_STREAMS} if the user has as many open as allowed
     */
    void open(RoutingContext http, Caller caller) {
        requireSlot(caller);
        OpenStreams.mark(http);
        @Nullable String last = http.request().getHeader("Last-Event-ID");
        boolean resumed = last != null && !last.isEmpty();
        ClientStream stream = new ClientStream(caller, http.request(), ResumePoints.parse(last), config.patience());
        Context context = Vertx.currentContext();
        open.put(stream, context);
        long timer = context.owner().setPeriodic(TICK_MILLIS, tick -> {
            tick(stream);
            // The end of an answer that nobody reads is told to nobody.
            if (stream.isOver()) {
                context.owner().cancelTimer(tick);
                open.remove(stream);
            }
        });
        http.addEndHandler(ended -> context.runOnContext(nothing -> {
            context.owner().cancelTimer(timer);
            open.remove(stream);
            stream.close();
        }));
        stream.begin();
        MultiMap headers = headers(http);
        sources.all().forEach(source -> stream.add(new SourceStream(sources, source, headers, stream, resumed)));
    }

    /** Clients open their streams again, elsewhere or after the restart. */
    void endAll(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
        open.forEach((stream, context) -> context.runOnContext(nothing -> stream.end()));
    }

    /** Only what says who calls, from where: the rest of the request is not for the services. */
    private MultiMap headers(RoutingContext http) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        @Nullable String authorization = http.request().getHeader("Authorization");
        if (authorization != null) {
            headers.set("Authorization", authorization);
        }
        requestHeaders.prepare(http, headers);
        return headers.set("Accept", "text/event-stream");
    }

    private void tick(ClientStream stream) {
        Caller caller = stream.caller();
        if (leaving
                || stream.isExpired(Instant.now())
                || !revocations.accepts(caller.userId(), caller.sessionId(), caller.version(), caller.issuedAt())) {
            stream.end();
        } else {
            stream.tick(config.heartbeat());
        }
    }

    private void requireSlot(Caller caller) {
        long own = open.keySet().stream()
                .filter(stream -> stream.caller().userId().equals(caller.userId()))
                .count();
        if (own >= config.perUser()) {
            throw new ProblemException(
                            429, "TOO_MANY_STREAMS", "You have " + own + " streams open; close one of them first.")
                    .retryAfter(COME_BACK);
        }
    }
}
