package io.medianest.gateway.proxy;

import io.medianest.gateway.access.TokenGate;
import io.medianest.gateway.route.Route;
import io.medianest.gateway.route.RouteTable;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** The way of a request through the gateway, after the filters: route, token, service. */
@ApplicationScoped
class ProxyRoutes {
    private static final int AFTER_OWN_ROUTES = 500;

    private final RouteTable routes;
    private final TokenGate tokens;
    private final Forwarder forwarder;

    ProxyRoutes(RouteTable routes, TokenGate tokens, Forwarder forwarder) {
        this.routes = routes;
        this.tokens = tokens;
        this.forwarder = forwarder;
    }

    void register(@Observes Router router) {
        router.route(RouteTable.BASE + "*").order(AFTER_OWN_ROUTES).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        Optional<Route> route = routes.find(context.request().path());
        if (route.isEmpty()) {
            context.next();
            return;
        }
        RequestMetrics.routed(context, route.get());
        // General limits, per address and per caller, belong here: after the token, before the service.
        tokens.pass(context, () -> forwarder.forward(context, route.get()));
    }
}
