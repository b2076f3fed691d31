package io.medianest.gateway.route;

import io.medianest.runtime.problem.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The addresses that the gateway answers itself. All of them can only be read. */
@ApplicationScoped
public class ReadOnlyRoutes {
    private static final int BEFORE_SERVICES = 0;

    private final Problems problems;

    ReadOnlyRoutes(Problems problems) {
        this.problems = problems;
    }

    /**
     * Adds an address. It takes GET and HEAD; everything else is answered 405.
     *
     * @param path the exact path
     * @param handler ends the request
     */
    public void add(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(BEFORE_SERVICES)
                .handler(handler);
        router.route(path).order(BEFORE_SERVICES).handler(this::refuse);
    }

    private void refuse(RoutingContext context) {
        context.response().putHeader(HttpHeaderNames.ALLOW, "GET, HEAD");
        problems.end(context, problems.ofStatus(405));
    }
}
