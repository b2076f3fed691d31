package io.medianest.simulators.overseerr;

import io.medianest.simulators.overseerr.Api.Answer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** Status, public settings and the webhook's registration. */
final class SettingsRoutes {

    private final Webhooks webhooks;
    private final Supplier<OverseerrOptions> options;

    SettingsRoutes(Webhooks webhooks, Supplier<OverseerrOptions> options) {
        this.webhooks = webhooks;
        this.options = options;
    }

    /** The calls that need no key. */
    void addPublic(Router router, Api api) {
        router.get("/status").handler(api.handle(ctx -> Answer.ok(status())));
        router.get("/settings/public").handler(api.handle(ctx -> Answer.ok(publicSettings())));
    }

    void add(Router router, Api api) {
        router.route("/settings/*").handler(api.guard(Permission.ADMIN));
        router.get("/settings/notifications/webhook")
                .handler(api.handle(ctx -> Answer.ok(webhooks.settings().toJson())));
        router.post("/settings/notifications/webhook").handler(api.handle(this::register));
        router.post("/settings/notifications/webhook/test").handler(this::test);
    }

    private JsonObject status() {
        boolean seerr = options.get().product() == Product.SEERR;
        return new JsonObject()
                .put("version", seerr ? "3.0.1" : "1.34.0")
                .put("commitTag", "local")
                .put("updateAvailable", false)
                .put("commitsBehind", 0)
                .put("restartRequired", false);
    }

    private JsonObject publicSettings() {
        boolean seerr = options.get().product() == Product.SEERR;
        JsonObject settings = new JsonObject()
                .put("initialized", true)
                .put("applicationTitle", seerr ? "Seerr" : "Overseerr")
                .put("applicationUrl", "")
                .put("localLogin", true)
                .put("movie4kEnabled", false)
                .put("series4kEnabled", false)
                .put("partialRequestsEnabled", true)
                .put("newPlexLogin", true);
        // Overseerr knows only Plex, and does not say so.
        return seerr ? settings.put("mediaServerType", 1) : settings;
    }

    private Answer register(RoutingContext ctx) {
        WebhookSettings settings = WebhookSettings.from(Api.body(ctx));
        webhooks.settings(settings);
        return Answer.ok(settings.toJson());
    }

    private void test(RoutingContext ctx) {
        Answer refused = Api.attempt(() -> {
            webhooks.test(WebhookSettings.from(Api.body(ctx)))
                    .onSuccess(taken -> Api.send(ctx, taken ? new Answer(204, null) : failed()));
            return new Answer(0, null);
        });
        if (refused.status() != 0) {
            Api.send(ctx, refused);
        }
    }

    private static Answer failed() {
        return new Answer(500, Api.error("Failed to send webhook notification."));
    }
}
