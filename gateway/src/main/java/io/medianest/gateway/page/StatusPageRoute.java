package io.medianest.gateway.page;

import io.medianest.gateway.limit.GeneralLimits;
import io.medianest.gateway.page.PageFiles.Styles;
import io.medianest.gateway.proxy.Forwarder;
import io.medianest.gateway.route.ReadOnlyRoutes;
import io.medianest.gateway.route.Route;
import io.medianest.gateway.route.RouteTable;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * The public status page: monitor-service makes it, the gateway adds its style and what a browser may do with it. Nobody
 * need be signed in, and whoever is signed in sees the same.
 */
@ApplicationScoped
class StatusPageRoute {
    private static final String SOURCE = RouteTable.BASE + "status-page";

    private final RouteTable routes;
    private final ReadOnlyRoutes readOnly;
    private final PageFiles files;
    private final GeneralLimits limits;
    private final Forwarder forwarder;

    StatusPageRoute(
            RouteTable routes, ReadOnlyRoutes readOnly, PageFiles files, GeneralLimits limits, Forwarder forwarder) {
        this.routes = routes;
        this.readOnly = readOnly;
        this.files = files;
        this.limits = limits;
        this.forwarder = forwarder;
    }

    void register(@Observes Router router) {
        readOnly.add(router, "/status", this::show);
        files.add(router, "/pages/status.css", "pages/status.css", Styles.OWN);
    }

    /** Without monitor-service there is none. */
    private void show(RoutingContext context) {
        Optional<Route> route = routes.find(SOURCE);
        if (route.isEmpty()) {
            context.fail(404);
            return;
        }
        context.request().headers().remove("Authorization");
        context.response().putHeader("Content-Security-Policy", PageFiles.WITHOUT_SCRIPTS);
        limits.pass(context, route.get(), () -> forwarder.forward(context, route.get(), SOURCE + "/html"));
    }
}
