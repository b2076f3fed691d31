package io.medianest.simulators.overseerr;

import io.medianest.simulators.overseerr.Api.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** Users, their quotas and their import from Plex. */
final class UserRoutes {

    private final Store store;
    private final Users users;
    private final Views views;
    private final Quotas quotas;

    UserRoutes(Store store, Users users) {
        this.store = store;
        this.users = users;
        this.views = new Views(store);
        this.quotas = new Quotas(store);
    }

    void add(Router router, Api api) {
        router.get("/auth/me").handler(api.handle(ctx -> Answer.ok(views.user(Api.user(ctx), true))));
        router.get("/user").handler(api.handle(this::list));
        router.post("/user/import-from-plex")
                .handler(api.guard(Permission.MANAGE_USERS))
                .handler(api.handle(this::importFromPlex));
        router.get("/user/:userId").handler(api.handle(this::one));
        router.get("/user/:userId/quota").handler(api.handle(this::quota));
    }

    private Answer list(RoutingContext ctx) {
        Query query = Query.of(ctx, "take", "skip", "sort", "q", "includeIds");
        boolean full = Api.user(ctx).hasAny(Permission.MANAGE_USERS);
        String wanted = query.text("q").orElse("").toLowerCase(Locale.ROOT);
        List<JsonObject> all = users.all().stream()
                .filter(user -> (user.displayName() + " " + user.email())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .map(user -> views.user(user, full))
                .toList();
        return Answer.ok(Api.page(all, query.number("take", 10), query.number("skip", 0)));
    }

    private Answer one(RoutingContext ctx) {
        boolean full = Api.user(ctx).hasAny(Permission.MANAGE_USERS);
        return Answer.ok(views.user(user(ctx), full));
    }

    private Answer quota(RoutingContext ctx) {
        OverseerrUser caller = Api.user(ctx);
        boolean manager = caller.hasAny(Permission.MANAGE_USERS) && caller.hasAny(Permission.MANAGE_REQUESTS);
        if (!manager && caller.id() != Api.pathNumber(ctx, "userId")) {
            throw new ApiException(403, "You do not have permission to view this user's request limits.");
        }
        return Answer.ok(quotas.toJson(user(ctx)));
    }

    private Answer importFromPlex(RoutingContext ctx) {
        JsonArray ids = Api.body(ctx).getJsonArray("plexIds", new JsonArray());
        List<Integer> plexIds = ids.stream()
                .map(String::valueOf)
                .filter(id -> id.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .toList();
        // As in the original, the new users come without e-mail address and Plex id.
        List<JsonObject> created = users.importFromPlex(plexIds).stream()
                .map(user -> views.user(user, false))
                .toList();
        return new Answer(201, new JsonArray(created));
    }

    private OverseerrUser user(RoutingContext ctx) {
        return store.user(Api.pathNumber(ctx, "userId")).orElseThrow(() -> new ApiException(404, "User not found."));
    }
}
