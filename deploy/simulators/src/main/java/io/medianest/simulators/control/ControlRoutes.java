package io.medianest.simulators.control;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The part of a control endpoint that every simulator has: {@code log}, {@code faults}, {@code down}, {@code up} and
 * {@code reset}.
 *
 * <p>Answers are JSON. What the caller got wrong is answered 400 with {@code {message}}; nothing said is 204.
 */
public final class ControlRoutes {

    private ControlRoutes() {}

    /** Adds the shared calls to a simulator's control router. */
    public static void add(Router router, Supplier<SimulatorServer> server, Runnable reset) {
        router.get("/log").handler(json(ctx -> log(server.get().log())));
        router.delete("/log").handler(silent(ctx -> server.get().log().clear()));
        router.get("/faults").handler(json(ctx -> faults(server.get().faults())));
        router.post("/faults").handler(silent(ctx -> server.get().faults().add(Fault.fromJson(body(ctx)))));
        router.delete("/faults").handler(silent(ctx -> server.get().faults().clear()));
        router.post("/down").handler(ctx -> down(ctx, server.get()));
        // Bringing a server back waits for the port, which an event loop must not do.
        router.post("/up").handler(blocking(() -> server.get().comeBack()));
        router.post("/reset").handler(blocking(reset));
    }

    /** A handler that answers with what the function gives, a {@link JsonObject} or {@link JsonArray}. */
    public static Handler<RoutingContext> json(Function<RoutingContext, Object> answer) {
        return ctx -> attempt(ctx, () -> {
            Object body = answer.apply(ctx);
            ctx.response().putHeader("Content-Type", "application/json").end(body.toString());
        });
    }

    /** A handler that answers 204 once the action is done. */
    public static Handler<RoutingContext> silent(Consumer<RoutingContext> action) {
        return ctx -> attempt(ctx, () -> {
            action.accept(ctx);
            ctx.response().setStatusCode(204).end();
        });
    }

    /** A handler that answers 204 once the action, which may wait for something, is done. */
    public static Handler<RoutingContext> blocking(Runnable action) {
        return ctx -> run(ctx.vertx(), action)
                .onSuccess(done -> ctx.response().setStatusCode(204).end())
                .onFailure(e -> refuse(ctx, e));
    }

    /** The request's JSON object; an empty one when there is no body. */
    public static JsonObject body(RoutingContext ctx) {
        JsonObject body = ctx.body().asJsonObject();
        return body == null ? new JsonObject() : body;
    }

    private static void attempt(RoutingContext ctx, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            refuse(ctx, e);
        }
    }

    private static void refuse(RoutingContext ctx, Throwable e) {
        ctx.response()
                .setStatusCode(400)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("message", String.valueOf(e.getMessage()))
                        .toString());
    }

    private static JsonArray log(RequestLog log) {
        return new JsonArray(log.all().stream().map(LoggedRequest::toJson).toList());
    }

    private static JsonArray faults(Faults faults) {
        return new JsonArray(faults.active().stream().map(Fault::toJson).toList());
    }

    private static void down(RoutingContext ctx, SimulatorServer server) {
        String mode = body(ctx).getString("mode", "refusing").toUpperCase(Locale.ROOT);
        attempt(ctx, () -> {
            SimulatorServer.Down how = SimulatorServer.Down.valueOf(mode);
            // The answer first: this very connection may be the one that is broken.
            ctx.response().setStatusCode(204).end().onComplete(sent -> run(ctx.vertx(), () -> server.goDown(how)));
        });
    }

    private static Future<Boolean> run(Vertx vertx, Runnable action) {
        return vertx.executeBlocking(() -> {
            action.run();
            return true;
        });
    }
}
