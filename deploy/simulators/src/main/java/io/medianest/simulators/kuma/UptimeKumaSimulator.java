package io.medianest.simulators.kuma;

import static io.medianest.simulators.control.ControlRoutes.body;
import static io.medianest.simulators.control.ControlRoutes.json;
import static io.medianest.simulators.control.ControlRoutes.silent;

import io.medianest.simulators.control.ControlRoutes;
import io.medianest.simulators.control.SimulatorServer;
import io.medianest.simulators.kuma.Monitor.State;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** An Uptime Kuma with monitors whose states are as one says: its liveness and its metrics behind an API key. */
public final class UptimeKumaSimulator implements AutoCloseable {
    /** The key unless another is given. */
    public static final String DEFAULT_KEY = "uk1_simulated";

    private final Vertx vertx;
    private final String apiKey;
    private final Map<Integer, Monitor> monitors = new ConcurrentSkipListMap<>();
    private final SimulatorServer server;

    private UptimeKumaSimulator(String host, String apiKey) {
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        this.apiKey = apiKey;
        this.server = SimulatorServer.create(vertx, host, control(vertx), application());
        seed();
    }

    /** Starts one on a free port of the loopback address. */
    public static UptimeKumaSimulator start() {
        return start("127.0.0.1", 0, DEFAULT_KEY);
    }

    /** Starts one; port 0 is a free one. */
    public static UptimeKumaSimulator start(String host, int port, String apiKey) {
        UptimeKumaSimulator simulator = new UptimeKumaSimulator(host, apiKey);
        simulator.server.listen(port);
        return simulator;
    }

    /** Its address, log and faults. */
    public SimulatorServer server() {
        return server;
    }

    /** Where it answers. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** The key that its metrics want. */
    public String apiKey() {
        return apiKey;
    }

    /** Adds a monitor, or changes the one of that number. */
    public void set(Monitor monitor) {
        monitors.put(monitor.id(), monitor);
    }

    /** Has it watch something no longer. */
    public void remove(int id) {
        monitors.remove(id);
    }

    /** All that it watches, by number. */
    public List<Monitor> monitors() {
        return List.copyOf(monitors.values());
    }

    /** As it was when it started, and up. */
    public void reset() {
        server.comeBack();
        server.faults().clear();
        server.log().clear();
        seed();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The calls that control it. */
    public Router control(Vertx vertx) {
        Router router = Router.router(vertx);
        ControlRoutes.add(router, this::server, this::reset);
        router.get("/state")
                .handler(json(ctx -> new JsonObject()
                        .put("up", server.isUp())
                        .put(
                                "monitors",
                                new JsonArray(
                                        monitors().stream().map(Monitor::toJson).toList()))));
        router.put("/monitors/:id").handler(silent(this::put));
        router.delete("/monitors/:id").handler(silent(ctx -> remove(id(ctx))));
        return router;
    }

    private void seed() {
        monitors.clear();
        set(new Monitor(1, "Home page", "http", "https://home.example", State.UP, 42));
        set(new Monitor(2, "Router", "port", "router.example:53", State.UP, 3));
    }

    private Router application() {
        Router calls = Router.router(vertx);
        calls.get("/api/entry-page")
                .handler(json(ctx -> new JsonObject().put("type", "entryPage").put("entryPage", "dashboard")));
        calls.get("/metrics").handler(this::metrics);
        return calls;
    }

    /** The user name of the Basic credentials is empty, and a Bearer token is not taken. */
    private void metrics(RoutingContext ctx) {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((":" + apiKey).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(ctx.request().getHeader("Authorization"))) {
            ctx.response()
                    .setStatusCode(401)
                    .putHeader("WWW-Authenticate", "Basic")
                    .end();
            return;
        }
        ctx.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(monitors().stream().map(Monitor::metrics).collect(Collectors.joining()));
    }

    private void put(RoutingContext ctx) {
        JsonObject body = body(ctx);
        State state = State.valueOf(body.getString("state", "up").toUpperCase(Locale.ROOT));
        set(new Monitor(
                id(ctx),
                body.getString("name", "Monitor " + id(ctx)),
                body.getString("type", "http"),
                body.getString("target", "https://example.org"),
                state,
                body.getInteger("responseMillis", state == State.UP ? 20 : -1)));
    }

    private static int id(RoutingContext ctx) {
        return Integer.parseInt(ctx.pathParam("id"));
    }
}
