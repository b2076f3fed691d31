package io.medianest.runtime.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Once this instance begins to stop, each answer asks its client to close the connection, while calls are still taken for
 * {@code quarkus.shutdown.delay}. A client that is gone by then sends no call on a connection that is just being closed,
 * of which it could not know whether it took effect.
 */
@ApplicationScoped
class Leaving {
    private static final int BEFORE_ANY_ANSWER = 9_900;

    private volatile boolean leaving;

    void register(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_ANY_ANSWER);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
    }

    private void pass(RoutingContext context) {
        if (leaving) {
            context.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        context.next();
    }
}
