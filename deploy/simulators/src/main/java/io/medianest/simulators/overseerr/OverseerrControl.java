package io.medianest.simulators.overseerr;

import static io.medianest.simulators.control.ControlRoutes.body;
import static io.medianest.simulators.control.ControlRoutes.json;
import static io.medianest.simulators.control.ControlRoutes.silent;

import io.medianest.simulators.control.ControlRoutes;
import io.medianest.simulators.overseerr.OverseerrUser.QuotaLimit;
import io.medianest.simulators.overseerr.Users.PlexFriend;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The control endpoint of an Overseerr; the module's README lists the calls. */
public final class OverseerrControl {

    private final OverseerrSimulator simulator;

    /** The control endpoint of this simulator. */
    public OverseerrControl(OverseerrSimulator simulator) {
        this.simulator = simulator;
    }

    /** Its calls, to be mounted anywhere. */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        ControlRoutes.add(router, simulator::server, simulator::reset);
        router.get("/state").handler(json(ctx -> state()));
        router.put("/options").handler(json(this::options));
        router.post("/users").handler(json(this::addUser));
        router.post("/plex-friends").handler(silent(this::addFriend));
        addLibrary(router);
        addRequests(router);
        addWebhooks(router);
        return router;
    }

    private void addLibrary(Router router) {
        router.post("/movies/:id/available")
                .handler(silent(ctx -> simulator.library().addMovie(number(ctx, "id"))));
        router.post("/tv/:id/available").handler(silent(this::addSeasons));
        router.delete("/media/:type/:id")
                .handler(silent(ctx -> simulator.library().remove(ctx.pathParam("type"), number(ctx, "id"))));
        router.put("/media/:type/:id/status")
                .handler(silent(ctx -> simulator
                        .library()
                        .setStatus(
                                ctx.pathParam("type"),
                                number(ctx, "id"),
                                body(ctx).getInteger("status"))));
    }

    private void addRequests(Router router) {
        Requests requests = simulator.requests();
        router.post("/requests/:id/approve").handler(silent(ctx -> requests.approve(number(ctx, "id"))));
        router.post("/requests/:id/decline").handler(silent(ctx -> requests.decline(number(ctx, "id"))));
        router.post("/requests/:id/fail")
                .handler(silent(ctx ->
                        requests.fail(number(ctx, "id"), simulator.options().product())));
        router.delete("/requests/:id").handler(silent(ctx -> requests.delete(number(ctx, "id"))));
        router.put("/requests/:id/status")
                .handler(silent(
                        ctx -> requests.setStatus(number(ctx, "id"), body(ctx).getInteger("status"))));
    }

    private void addWebhooks(Router router) {
        Webhooks webhooks = simulator.webhooks();
        router.get("/webhooks")
                .handler(json(ctx -> new JsonArray(
                        webhooks.deliveries().stream().map(Delivery::toJson).toList())));
        router.put("/webhooks")
                .handler(silent(ctx ->
                        webhooks.register(body(ctx).getString("url"), body(ctx).getString("authHeader"))));
        router.post("/webhooks/faults").handler(silent(this::webhookFaults));
    }

    private JsonObject state() {
        Views views = simulator.views();
        return new JsonObject()
                .put("up", simulator.server().isUp())
                .put("hung", simulator.writes().isHung())
                .put("mostConcurrentWrites", simulator.writes().mostConcurrentWrites())
                .put("options", optionsJson())
                .put("users", list(simulator.users().all(), user -> views.user(user, true)))
                .put("requests", list(simulator.requests().all(), views::request))
                .put("media", list(simulator.library().all(), views::mediaWithRequests));
    }

    private static <T> JsonArray list(List<T> entries, Function<T, JsonObject> view) {
        return new JsonArray(entries.stream().map(view).toList());
    }

    private JsonObject options(RoutingContext ctx) {
        JsonObject body = body(ctx);
        OverseerrOptions old = simulator.options();
        String product = body.getString("product", old.product().name()).toUpperCase(Locale.ROOT);
        simulator.options(new OverseerrOptions(
                body.getString("apiKey", old.apiKey()),
                Product.valueOf(product),
                body.getBoolean("csrfProtection", old.csrfProtection()),
                Duration.ofMillis(
                        body.getLong("writeDelayMillis", old.writeDelay().toMillis()))));
        return optionsJson();
    }

    private JsonObject optionsJson() {
        OverseerrOptions options = simulator.options();
        return new JsonObject()
                .put("product", options.product().name())
                .put("csrfProtection", options.csrfProtection())
                .put("writeDelayMillis", options.writeDelay().toMillis());
    }

    private JsonObject addUser(RoutingContext ctx) {
        JsonObject body = body(ctx);
        Integer plexId = body.getInteger("plexId");
        String name = body.getString("username");
        String email = body.getString("email");
        Users users = simulator.users();
        OverseerrUser user = plexId == null ? users.addLocalUser(name, email) : users.addPlexUser(plexId, name, email);
        users.setPermissions(user.id(), body.getInteger("permissions", user.permissions()));
        users.setQuotas(user.id(), quota(body, "movieQuota"), quota(body, "tvQuota"));
        return simulator.views().user(users.get(user.id()), true);
    }

    private static QuotaLimit quota(JsonObject body, String name) {
        JsonObject quota = body.getJsonObject(name, new JsonObject());
        return new QuotaLimit(quota.getInteger("limit", 0), quota.getInteger("days", 0));
    }

    private void addFriend(RoutingContext ctx) {
        JsonObject body = body(ctx);
        simulator
                .users()
                .addPlexFriend(
                        new PlexFriend(body.getInteger("plexId"), body.getString("username"), body.getString("email")));
    }

    private void addSeasons(RoutingContext ctx) {
        List<Integer> seasons = body(ctx).getJsonArray("seasons").stream()
                .map(Integer.class::cast)
                .toList();
        simulator.library().addSeasons(number(ctx, "id"), seasons);
    }

    private void webhookFaults(RoutingContext ctx) {
        JsonObject body = body(ctx);
        Webhooks webhooks = simulator.webhooks();
        webhooks.loseNext(body.getInteger("lose", 0));
        webhooks.repeatNext(body.getInteger("repeat", 0));
        webhooks.reorderNext(body.getInteger("reorder", 0));
        webhooks.delay(Duration.ofMillis(body.getLong("delayMillis", 0L)));
        webhooks.beforeAnswer(body.getBoolean("beforeAnswer", false));
    }

    private static int number(RoutingContext ctx, String name) {
        return Integer.parseInt(ctx.pathParam(name));
    }
}
