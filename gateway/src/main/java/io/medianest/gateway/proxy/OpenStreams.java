package io.medianest.gateway.proxy;

import io.medianest.gateway.route.Destination;
import io.medianest.gateway.route.RouteTable;
import io.medianest.gateway.route.Service;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The event streams that run through the gateway: counted, and ended when it stops, since they do not end themselves. */
@ApplicationScoped
public class OpenStreams {
    private static final String MARK = OpenStreams.class.getName();

    private final Map<Service, Map<RoutingContext, Context>> open = new EnumMap<>(Service.class);
    private volatile boolean leaving;

    OpenStreams(RouteTable routes, MeterRegistry registry) {
        for (Destination destination : routes.destinations()) {
            Map<RoutingContext, Context> ofService = new ConcurrentHashMap<>();
            open.put(destination.service(), ofService);
            Gauge.builder("medianest.gateway.streams", ofService, Map::size)
                    .description("Event streams that are open")
                    .tag("service", destination.service().label())
                    .register(registry);
        }
    }

    /** Whether the answer to this request is a stream. */
    static boolean isStream(RoutingContext request) {
        return request.get(MARK) != null;
    }

    /** Says that the answer to this request is a stream, whose time is nothing to measure. */
    public static void mark(RoutingContext request) {
        request.put(MARK, true);
    }

    /** Takes note of a stream; to be called on the request's own Vert.x context. */
    void opened(Service service, RoutingContext request) {
        mark(request);
        open.getOrDefault(service, Map.of()).put(request, Vertx.currentContext());
        if (leaving) {
            Vertx.currentContext().runOnContext(nothing -> end(request.response()));
        }
    }

    /** Forgets a stream; does nothing for any other request. */
    void closed(Service service, RoutingContext request) {
        open.getOrDefault(service, Map.of()).remove(request);
    }

    /** Clients open their streams again, elsewhere or after the restart; waiting for them would be for nothing. */
    void endAll(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
        open.values()
                .forEach(streams -> streams.forEach(
                        (request, context) -> context.runOnContext(nothing -> end(request.response()))));
    }

    private static void end(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }
}
