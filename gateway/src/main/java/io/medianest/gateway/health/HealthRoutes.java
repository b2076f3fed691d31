package io.medianest.gateway.health;

import io.medianest.gateway.route.ReadOnlyRoutes;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;

/** Says whether the gateway can serve, and which services behind it can: names and states only, for it needs no token. */
@ApplicationScoped
class HealthRoutes {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final SmallRyeHealthReporter own;
    private final ServiceStates services;
    private final ReadOnlyRoutes reads;
    private final Problems problems;

    HealthRoutes(SmallRyeHealthReporter own, ServiceStates services, ReadOnlyRoutes reads, Problems problems) {
        this.own = own;
        this.services = services;
        this.reads = reads;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        reads.add(router, "/healthz", this::sendOwn);
        reads.add(router, "/api/v1/health", this::sendServices);
    }

    private void sendOwn(RoutingContext context) {
        own.getReadinessAsync()
                .subscribe()
                .with(
                        health -> {
                            if (health.isDown()) {
                                problems.end(
                                        context,
                                        ProblemException.unavailable(
                                                "SERVICE_UNAVAILABLE", "The gateway cannot serve yet.", SOON));
                            } else {
                                send(context, new JsonObject().put("status", "up"));
                            }
                        },
                        context::fail);
    }

    private void sendServices(RoutingContext context) {
        services.current().onSuccess(states -> send(context, body(states))).onFailure(context::fail);
    }

    private static JsonObject body(Map<String, Boolean> states) {
        JsonArray services = new JsonArray();
        states.forEach(
                (name, up) -> services.add(new JsonObject().put("name", name).put("status", up ? "up" : "down")));
        boolean all = states.values().stream().allMatch(up -> up);
        return new JsonObject().put("status", all ? "up" : "degraded").put("services", services);
    }

    private static void send(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }
}
