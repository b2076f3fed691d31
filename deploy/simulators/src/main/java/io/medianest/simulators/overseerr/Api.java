package io.medianest.simulators.overseerr;

import io.medianest.simulators.control.RequestLog;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all calls share: who is calling, what they may, bodies, answers and errors. */
final class Api {

    /** What a call comes to; {@code body} is null for an answer without one. */
    record Answer(int status, @Nullable Object body) {

        static Answer ok(JsonObject body) {
            return new Answer(200, body);
        }
    }

    private static final String USER = "user";
    private static final String FORBIDDEN = "You do not have permission to access this endpoint";

    private final Store store;
    private final Supplier<OverseerrOptions> options;

    Api(Store store, Supplier<OverseerrOptions> options) {
        this.store = store;
        this.options = options;
    }

    /** Refuses writes when CSRF protection is on, then finds out who is calling, without refusing anybody. */
    void identify(RoutingContext ctx) {
        if (options.get().csrfProtection() && !ctx.request().method().equals(HttpMethod.GET)) {
            send(ctx, new Answer(403, error("invalid csrf token")));
            return;
        }
        if (options.get().apiKey().equals(ctx.request().getHeader("X-Api-Key"))) {
            caller(ctx.request().getHeader("X-API-User")).ifPresent(user -> {
                ctx.put(USER, user);
                RequestLog.identify(ctx, Integer.toString(user.id()));
            });
        }
        ctx.next();
    }

    /** Lets through who is known and has any of the permissions; 0 for all who are known. */
    Handler<RoutingContext> guard(int permissions) {
        return ctx -> {
            OverseerrUser user = ctx.get(USER);
            if (user != null && (permissions == 0 || user.hasAny(permissions))) {
                ctx.next();
            } else {
                send(ctx, new Answer(403, new JsonObject().put("status", 403).put("error", FORBIDDEN)));
            }
        };
    }

    /** The caller, once {@link #guard} has let them through. */
    static OverseerrUser user(RoutingContext ctx) {
        return ctx.get(USER);
    }

    /** Answers with what the call comes to, or with the error it throws. */
    Handler<RoutingContext> handle(Function<RoutingContext, Answer> call) {
        return ctx -> send(ctx, attempt(() -> call.apply(ctx)));
    }

    static Answer attempt(Supplier<Answer> call) {
        try {
            return call.get();
        } catch (ApiException e) {
            return new Answer(e.status(), error(String.valueOf(e.getMessage())));
        }
    }

    static JsonObject error(String message) {
        return new JsonObject().put("message", message);
    }

    static JsonObject body(RoutingContext ctx) {
        String type = ctx.request().getHeader("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            throw new ApiException(415, "unsupported media type " + type);
        }
        try {
            return ctx.body().asJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw new ApiException(400, "Unexpected token in JSON");
        }
    }

    /** The number in the path. */
    static int pathNumber(RoutingContext ctx, String name) {
        try {
            return Integer.parseInt(ctx.pathParam(name));
        } catch (NumberFormatException e) {
            throw new ApiException(400, "request/params/" + name + " must be number");
        }
    }

    /** A page as users and requests are listed. */
    static JsonObject page(List<JsonObject> all, int take, int skip) {
        List<JsonObject> results = all.stream().skip(skip).limit(take).toList();
        JsonObject pageInfo = new JsonObject()
                .put("pages", (all.size() + take - 1) / take)
                .put("pageSize", take)
                .put("results", all.size())
                .put("page", skip / take + 1);
        return new JsonObject().put("pageInfo", pageInfo).put("results", new JsonArray(results));
    }

    static void send(RoutingContext ctx, Answer answer) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        Object body = answer.body();
        if (body == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", "application/json; charset=utf-8")
                    .end(body.toString());
        }
    }

    Optional<OverseerrUser> owner() {
        return store.user(1);
    }

    private Optional<OverseerrUser> caller(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return owner();
        }
        try {
            return store.user(Integer.parseInt(header.strip()));
        } catch (NumberFormatException e) {
            // The original looks for a user NaN, and finds none.
            return Optional.empty();
        }
    }
}
