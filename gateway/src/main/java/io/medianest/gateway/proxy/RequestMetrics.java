package io.medianest.gateway.proxy;

import io.medianest.gateway.route.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures all requests by service, declared route, method and status; paths never become tags. Streams are left out:
 * their time says how long somebody watched.
 */
@ApplicationScoped
class RequestMetrics {
    private static final int AROUND_EVERYTHING = 9_900;
    private static final String ROUTE = Route.class.getName();
    private static final Duration[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes Filters filters) {
        filters.register(this::measure, AROUND_EVERYTHING);
    }

    /** Tells which route a request takes. */
    static void routed(RoutingContext context, Route route) {
        context.put(ROUTE, route);
    }

    private void measure(RoutingContext context) {
        Timer.Sample sample = Timer.start(registry);
        context.addEndHandler(end -> stop(sample, context, end));
        context.next();
    }

    private void stop(Timer.Sample sample, RoutingContext context, AsyncResult<Void> end) {
        if (!OpenStreams.isStream(context)) {
            sample.stop(Timer.builder("medianest.gateway.requests")
                    .description("Time to answer a request")
                    .serviceLevelObjectives(BUCKETS)
                    .tags(tags(context, end))
                    .register(registry));
        }
    }

    private static Tags tags(RoutingContext context, AsyncResult<Void> end) {
        @Nullable Route route = context.get(ROUTE);
        String status = end.succeeded() ? Integer.toString(context.response().getStatusCode()) : "aborted";
        return Tags.of(
                "service",
                route == null ? "gateway" : route.destination().service().label(),
                "route",
                route == null ? "other" : route.prefix(),
                "method",
                status.equals("405") ? "other" : context.request().method().name(),
                "status",
                status);
    }
}
