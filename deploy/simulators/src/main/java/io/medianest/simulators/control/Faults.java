package io.medianest.simulators.control;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are on. The first that matches is applied, after the delays of all that match. Safe for threads. */
public final class Faults {

    private final List<Fault> active = new ArrayList<>();

    /** Switches one on. */
    public synchronized void add(Fault fault) {
        active.add(fault);
    }

    /** Switches all off. Requests that already hang stay so. */
    public synchronized void clear() {
        active.clear();
    }

    /** What is on, {@link Fault#times()} being how often it will still hit. */
    public synchronized List<Fault> active() {
        return List.copyOf(active);
    }

    void apply(RoutingContext ctx) {
        List<Fault> hit = claim(ctx.request().method().name(), ctx.request().path());
        long millis =
                hit.stream().map(Fault::delay).mapToLong(Duration::toMillis).sum();
        Optional<Fault> outcome =
                hit.stream().filter(fault -> fault.kind() != Fault.Kind.LATENCY).findFirst();
        if (millis > 0) {
            ctx.vertx().setTimer(millis, timer -> act(ctx, outcome));
        } else {
            act(ctx, outcome);
        }
    }

    private synchronized List<Fault> claim(String method, String path) {
        List<Fault> hit = new ArrayList<>();
        boolean decided = false;
        for (Fault fault : List.copyOf(active)) {
            boolean latency = fault.kind() == Fault.Kind.LATENCY;
            if (fault.matches(method, path) && (latency || !decided)) {
                hit.add(fault);
                decided |= !latency;
                countDown(fault);
            }
        }
        return hit;
    }

    private void countDown(Fault fault) {
        if (fault.times() == 1) {
            active.remove(fault);
        } else if (fault.times() > 1) {
            active.set(active.indexOf(fault), fault.times(fault.times() - 1));
        }
    }

    private static void act(RoutingContext ctx, Optional<Fault> outcome) {
        if (outcome.isEmpty()) {
            ctx.next();
            return;
        }
        Fault fault = outcome.get();
        switch (fault.kind()) {
            case STATUS -> answer(ctx.response(), fault);
            case DROP -> Connections.reset(ctx.request().connection());
            case DROP_ANSWER -> {
                ctx.addHeadersEndHandler(
                        headers -> Connections.reset(ctx.request().connection()));
                ctx.next();
            }
            case HANG, LATENCY -> {
                // Hanging is leaving the request as it is; a latency is never the outcome.
            }
        }
    }

    private static void answer(HttpServerResponse response, Fault fault) {
        response.setStatusCode(fault.status());
        Integer retryAfter = fault.retryAfterSeconds();
        if (retryAfter != null) {
            response.putHeader("Retry-After", retryAfter.toString());
        }
        String type = fault.body().startsWith("<") ? "text/html" : "application/json";
        response.putHeader("Content-Type", type).end(fault.body());
    }
}
