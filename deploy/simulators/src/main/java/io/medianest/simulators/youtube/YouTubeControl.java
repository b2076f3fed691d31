package io.medianest.simulators.youtube;

import static io.medianest.simulators.control.ControlRoutes.body;
import static io.medianest.simulators.control.ControlRoutes.json;
import static io.medianest.simulators.control.ControlRoutes.silent;

import io.medianest.simulators.control.ControlRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The control endpoint of YouTube. The module's README lists the calls. */
public final class YouTubeControl {
    private final YouTubeSimulator simulator;

    /** The control endpoint of this simulator. */
    public YouTubeControl(YouTubeSimulator simulator) {
        this.simulator = simulator;
    }

    /** The calls, to be mounted anywhere. */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        ControlRoutes.add(router, simulator::server, simulator::reset);
        router.get("/")
                .handler(json(ctx -> new JsonObject()
                        .put("proxy", simulator.proxyUrl())
                        .put("certificate", simulator.certificate().toString())));
        router.put("/videos/:id").handler(silent(this::addVideo));
        router.put("/playlists/:id")
                .handler(silent(ctx -> simulator
                        .channel()
                        .addPlaylist(
                                ctx.pathParam("id"),
                                body(ctx).getString("title"),
                                body(ctx).getJsonArray("videos").stream()
                                        .map(String.class::cast)
                                        .toList())));
        router.delete("/playlists/:id")
                .handler(silent(ctx -> simulator.channel().removePlaylist(ctx.pathParam("id"))));
        router.put("/trouble").handler(silent(ctx -> simulator.channel().trouble(trouble(ctx))));
        return router;
    }

    private void addVideo(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        simulator.channel().addVideo(id, body(ctx).getString("title"), body(ctx).getInteger("seconds", 2));
        simulator.channel().trouble(id, trouble(ctx));
    }

    private static Trouble trouble(RoutingContext ctx) {
        return Trouble.named(body(ctx).getString("trouble", "none"));
    }
}
