package io.medianest.monitor.error;

import io.medianest.events.error.ErrorLogged;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Errors by service and route for Prometheus, as this instance heard of them; of so many routes at most. */
@ApplicationScoped
class ErrorMetrics {
    /** Templates of paths are few; whoever finds a way to invent them must not fill the memory. */
    private static final int MOST = 500;

    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Map<Place, Counter> counters = new ConcurrentHashMap<>();

    private record Place(String service, String route) {}

    ErrorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts an error as often as it happened. */
    void count(ErrorLogged error) {
        Place place = new Place(error.service(), Objects.requireNonNullElse(error.route(), OTHER));
        Place shown = counters.size() < MOST || counters.containsKey(place) ? place : new Place(OTHER, OTHER);
        counters.computeIfAbsent(shown, this::register).increment((double) error.count());
    }

    private Counter register(Place place) {
        return Counter.builder("medianest.errors")
                .description("Errors of all services and of clients, by where they arose")
                .tag("service", place.service())
                .tag("route", place.route())
                .register(registry);
    }
}
