package io.medianest.runtime.correlation;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gives each request its correlation before anything else happens, and tells it to the caller. */
@ApplicationScoped
class CorrelationFilter {
    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(CorrelationFilter::enter, FIRST);
    }

    private static void enter(RoutingContext context) {
        Correlation correlation = Correlation.from(
                        context.request().getHeader(Correlation.HEADER),
                        context.request().getHeader(Correlation.TRACEPARENT_HEADER))
                .inSpan();
        correlation.enter(context);
        context.response().putHeader(Correlation.HEADER, correlation.id());
        context.next();
    }
}
