package io.medianest.simulators.plex;

import static io.medianest.simulators.control.ControlRoutes.body;
import static io.medianest.simulators.control.ControlRoutes.json;
import static io.medianest.simulators.control.ControlRoutes.silent;

import io.medianest.simulators.control.ControlRoutes;
import io.medianest.simulators.control.SimulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The control endpoints of plex.tv and of the media server: {@code log}, {@code faults}, {@code down} and {@code up} are
 * of the one that is asked, all else is the same at both. The module's README lists the calls.
 */
public final class PlexControl {

    private final PlexSimulator simulator;

    /** The control endpoints of this simulator. */
    public PlexControl(PlexSimulator simulator) {
        this.simulator = simulator;
    }

    /** The calls of the media server's, to be mounted anywhere. */
    public Router serverRouter(Vertx vertx) {
        return router(vertx, simulator::server);
    }

    /** The calls of plex.tv's, to be mounted anywhere. */
    public Router plexTvRouter(Vertx vertx) {
        return router(vertx, simulator::plexTv);
    }

    private Router router(Vertx vertx, Supplier<SimulatorServer> server) {
        Router router = Router.router(vertx);
        ControlRoutes.add(router, server, simulator::reset);
        router.get("/state").handler(json(ctx -> state()));
        router.post("/accounts").handler(json(this::addAccount));
        router.put("/accounts/:id/sections")
                .handler(silent(ctx -> simulator.accounts().share(number(ctx), strings(ctx, "sections"))));
        router.post("/accounts/:id/revoke")
                .handler(silent(ctx -> simulator.accounts().revokeTokens(number(ctx))));
        router.post("/pins/approve")
                .handler(silent(ctx -> simulator
                        .pins()
                        .approve(body(ctx).getString("code"), body(ctx).getInteger("account"))));
        router.post("/pins/:id/expire").handler(silent(ctx -> simulator.pins().expire(number(ctx))));
        router.post("/movies/:id")
                .handler(json(ctx -> ratingKey(simulator.library().addMovie(number(ctx)))));
        router.post("/tv/:id").handler(json(this::addSeasons));
        router.post("/generate")
                .handler(silent(ctx -> simulator.library().generate(body(ctx).getInteger("count"))));
        router.put("/items/:id/title")
                .handler(silent(ctx -> simulator
                        .library()
                        .rename(ctx.pathParam("id"), body(ctx).getString("title"))));
        router.put("/accounts/:id/filter")
                .handler(silent(ctx ->
                        simulator.accounts().restrict(number(ctx), body(ctx).getString("filterMovies"))));
        router.delete("/items/:id").handler(silent(ctx -> simulator.library().remove(ctx.pathParam("id"))));
        router.delete("/collections/:id")
                .handler(silent(ctx -> simulator.collections().delete(ctx.pathParam("id"))));
        router.post("/files")
                .handler(silent(ctx -> simulator.scanner().addFile(body(ctx).getString("path"))));
        router.delete("/files")
                .handler(silent(ctx -> simulator.scanner().removeFile(body(ctx).getString("path"))));
        router.put("/scans").handler(silent(this::scans));
        return router;
    }

    private JsonObject state() {
        ItemViews views = new ItemViews(simulator.library());
        return new JsonObject()
                .put("plexTv", simulator.plexTv().baseUrl())
                .put("plexTvUp", simulator.plexTv().isUp())
                .put("server", simulator.server().baseUrl())
                .put("serverUp", simulator.server().isUp())
                .put("machineIdentifier", PlexSimulator.MACHINE_IDENTIFIER)
                .put("accounts", list(simulator.accounts().all(), PlexControl::account))
                .put("pins", list(simulator.pins().all(), PlexControl::pin))
                .put("sections", list(simulator.library().sections(), views::section))
                .put("items", list(simulator.library().items(), item -> views.item(item, true)))
                .put("collections", list(simulator.collections().all(), views::collection));
    }

    private static <T> JsonArray list(List<T> entries, Function<T, JsonObject> view) {
        return new JsonArray(entries.stream().map(view).toList());
    }

    private static JsonObject account(PlexAccount account) {
        return new JsonObject()
                .put("id", account.id())
                .put("username", account.username())
                .put("email", account.email())
                .put("owner", account.owner())
                .put(
                        "sections",
                        new JsonArray(account.sections().stream().sorted().toList()))
                .put("token", account.token())
                .put("serverToken", account.serverToken());
    }

    private static JsonObject pin(Pins.Pin pin) {
        return new JsonObject()
                .put("id", pin.id())
                .put("code", pin.code())
                .put("expiresAt", pin.expiresAt().toString())
                .put("account", pin.account());
    }

    private JsonObject addAccount(RoutingContext ctx) {
        JsonObject body = body(ctx);
        return account(simulator
                .accounts()
                .add(
                        body.getInteger("id"),
                        body.getString("username"),
                        body.getString("email"),
                        strings(ctx, "sections")));
    }

    private JsonObject addSeasons(RoutingContext ctx) {
        List<Integer> seasons = body(ctx).getJsonArray("seasons").stream()
                .map(Integer.class::cast)
                .toList();
        return ratingKey(simulator.library().addSeasons(number(ctx), seasons));
    }

    private void scans(RoutingContext ctx) {
        JsonObject body = body(ctx);
        simulator.scanner().duration(Duration.ofMillis(body.getLong("durationMillis", 200L)));
        simulator.scanner().missNewFolders(body.getBoolean("missNewFolders", false));
    }

    private static JsonObject ratingKey(Item item) {
        return new JsonObject().put("ratingKey", item.ratingKey());
    }

    private static int number(RoutingContext ctx) {
        return Integer.parseInt(ctx.pathParam("id"));
    }

    private static Set<String> strings(RoutingContext ctx, String name) {
        @Nullable JsonArray array = body(ctx).getJsonArray(name);
        return array == null ? Set.of() : array.stream().map(String::valueOf).collect(Collectors.toSet());
    }
}
