package io.medianest.gateway.proxy;

import io.medianest.gateway.access.TokenGate;
import io.medianest.gateway.limit.GeneralLimits;
import io.medianest.gateway.route.Route;
import io.medianest.gateway.route.RouteTable;
import io.medianest.runtime.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** The way of a request through the gateway, after the filters: route, token, limit, service. */
@ApplicationScoped
class ProxyRoutes {
    private static final int AFTER_OWN_ROUTES = 500;

    private final RouteTable routes;
    private final TokenGate tokens;
    private final GeneralLimits limits;
    private final Forwarder forwarder;
    private final Problems problems;

    ProxyRoutes(RouteTable routes, TokenGate tokens, GeneralLimits limits, Forwarder forwarder, Problems problems) {
        this.routes = routes;
        this.tokens = tokens;
        this.limits = limits;
        this.forwarder = forwarder;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route(RouteTable.BASE + "*").order(AFTER_OWN_ROUTES).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        Optional<Route> found = routes.find(context.request().path());
        if (found.isEmpty()) {
            context.next();
            return;
        }
        Route route = found.get();
        RequestMetrics.routed(context, route);
        // Guessing tokens is limited like anything else of an address.
        tokens.pass(
                context,
                () -> limits.pass(context, route, () -> forwarder.forward(context, route)),
                refusal -> limits.pass(context, route, () -> problems.end(context, refusal)));
    }
}
