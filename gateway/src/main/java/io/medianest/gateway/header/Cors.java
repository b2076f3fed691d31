package io.medianest.gateway.header;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Lets the pages of configured origins call the API with a token. Never with cookies: those are for our own pages. Other
 * origins get no permission, which makes the browser refuse; what is no browser is not concerned.
 */
@ApplicationScoped
class Cors {
    private static final int AFTER_GUARDS = 8_800;

    private final Set<String> origins;

    Cors(CorsConfig config) {
        origins = config.origins().orElse(Set.of());
        if (origins.stream().anyMatch(origin -> !origin.matches("https?://[^/*]+"))) {
            throw new IllegalStateException(
                    "medianest.gateway.cors.origins must be exact origins, such as https://app.example.org: "
                            + origins);
        }
    }

    void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::check, AFTER_GUARDS);
        }
    }

    private void check(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        String origin = context.request().getHeader(HttpHeaderNames.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            context.next();
            return;
        }
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (!isPreflight(context)) {
            headers.set(
                    HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
                    "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, X-Correlation-Id");
            context.next();
            return;
        }
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE")
                .set(
                        HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
                        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID,"
                                + " X-Correlation-Id")
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");
        context.response().setStatusCode(204).end();
    }

    private static boolean isPreflight(RoutingContext context) {
        return HttpMethod.OPTIONS.equals(context.request().method())
                && context.request().headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }
}
