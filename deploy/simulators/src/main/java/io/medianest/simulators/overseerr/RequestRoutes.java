package io.medianest.simulators.overseerr;

import io.medianest.simulators.overseerr.Api.Answer;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Requests. */
final class RequestRoutes {

    private static final List<String> FILTERS = List.of(
            "all", "approved", "available", "pending", "processing", "unavailable", "failed", "deleted", "completed");

    private final Store store;
    private final Webhooks webhooks;
    private final Supplier<OverseerrOptions> options;
    private final RequestDesk desk;
    private final Transitions transitions;
    private final Views views;

    RequestRoutes(Store store, Webhooks webhooks, Supplier<OverseerrOptions> options) {
        this.store = store;
        this.webhooks = webhooks;
        this.options = options;
        this.desk = new RequestDesk(store);
        this.transitions = new Transitions(store);
        this.views = new Views(store);
    }

    void add(Router router, Api api) {
        router.post("/request").handler(change(201, this::create));
        router.get("/request").handler(api.handle(this::list));
        router.get("/request/:requestId").handler(api.handle(this::one));
        router.delete("/request/:requestId").handler(api.handle(this::delete));
        router.post("/request/:requestId/:status")
                .handler(api.guard(Permission.MANAGE_REQUESTS))
                .handler(change(200, this::decide));
    }

    /** Answers with the changed request and tells by webhook: after the answer, or on demand before it. */
    private Handler<RoutingContext> change(int status, Function<RoutingContext, Change> call) {
        return ctx -> {
            Answer answer = Api.attempt(() -> new Answer(status, call.apply(ctx)));
            if (!(answer.body() instanceof Change change)) {
                Api.send(ctx, answer);
                return;
            }
            Answer done = new Answer(status, views.request(change.request()));
            if (webhooks.isBeforeAnswer()) {
                webhooks.dispatch(change.notifications()).onComplete(sent -> Api.send(ctx, done));
            } else {
                Api.send(ctx, done);
                webhooks.dispatch(change.notifications());
            }
        };
    }

    private Change create(RoutingContext ctx) {
        CreateRequest body = CreateRequest.from(Api.body(ctx));
        return desk.create(body, Api.user(ctx), options.get().product());
    }

    private Change decide(RoutingContext ctx) {
        MediaRequest request = request(ctx);
        return switch (ctx.pathParam("status")) {
            case "approve", "retry" -> transitions.approve(request, Api.user(ctx));
            case "decline" -> transitions.decline(request, Api.user(ctx));
            default ->
                throw new ApiException(
                        400, "request/params/status must be equal to one of the allowed values: approve, decline");
        };
    }

    private Answer one(RoutingContext ctx) {
        MediaRequest request = request(ctx);
        OverseerrUser caller = Api.user(ctx);
        if (request.requestedBy() != caller.id() && !seesAll(caller)) {
            throw new ApiException(403, "You do not have permission to view this request.");
        }
        return Answer.ok(views.request(request));
    }

    private Answer delete(RoutingContext ctx) {
        MediaRequest request = request(ctx);
        OverseerrUser caller = Api.user(ctx);
        // The original's hole, kept: anybody may delete a request that is pending.
        if (!caller.hasAny(Permission.MANAGE_REQUESTS)
                && request.requestedBy() != caller.id()
                && request.status() != RequestStatus.PENDING) {
            throw new ApiException(401, "You do not have permission to delete this request.");
        }
        transitions.delete(request);
        return new Answer(204, null);
    }

    private Answer list(RoutingContext ctx) {
        Query query = Query.of(ctx, "take", "skip", "filter", "sort", "sortDirection", "requestedBy", "mediaType");
        OptionalInt requestedBy = query.number("requestedBy");
        String filter = query.oneOf("filter", FILTERS).orElse("all");
        String type = query.oneOf("mediaType", List.of("all", "movie", "tv")).orElse("all");
        List<JsonObject> all = store.requests().stream()
                .filter(visible(Api.user(ctx), requestedBy))
                .filter(request -> type.equals("all") || request.type().equals(type))
                .filter(request -> passes(filter, request))
                .sorted(order(query).reversed())
                .map(views::request)
                .toList();
        return Answer.ok(Api.page(all, query.number("take", 10), query.number("skip", 0)));
    }

    private static Comparator<MediaRequest> order(Query query) {
        String sort = query.oneOf("sort", List.of("added", "modified")).orElse("added");
        Comparator<MediaRequest> byTime = sort.equals("modified")
                ? Comparator.comparing(MediaRequest::updatedAt)
                : Comparator.comparing(MediaRequest::createdAt);
        return byTime.thenComparingInt(MediaRequest::id);
    }

    private static Predicate<MediaRequest> visible(OverseerrUser caller, OptionalInt requestedBy) {
        if (!seesAll(caller) && requestedBy.isPresent() && requestedBy.getAsInt() != caller.id()) {
            throw new ApiException(403, "You do not have permission to view this user's requests.");
        }
        int only = seesAll(caller) ? requestedBy.orElse(0) : caller.id();
        return request -> only == 0 || request.requestedBy() == only;
    }

    private boolean passes(String filter, MediaRequest request) {
        int status = request.status();
        int media = store.mediaOf(request).status();
        boolean there = media == MediaStatus.AVAILABLE;
        boolean completed = options.get().product() == Product.SEERR
                ? status == RequestStatus.COMPLETED
                : status == RequestStatus.APPROVED;
        return switch (filter) {
            case "approved" -> status == RequestStatus.APPROVED;
            case "pending" -> status == RequestStatus.PENDING;
            case "processing" -> status == RequestStatus.APPROVED && !there;
            case "unavailable" -> (status == RequestStatus.PENDING || status == RequestStatus.APPROVED) && !there;
            case "failed" -> status == RequestStatus.FAILED;
            case "available" -> completed && there;
            case "deleted" -> completed && media == MediaStatus.DELETED;
            case "completed" -> status == RequestStatus.COMPLETED;
            default -> true;
        };
    }

    private MediaRequest request(RoutingContext ctx) {
        return store.request(Api.pathNumber(ctx, "requestId"))
                .orElseThrow(() -> new ApiException(404, "Request not found."));
    }

    private static boolean seesAll(OverseerrUser user) {
        return user.hasAny(Permission.MANAGE_REQUESTS | Permission.REQUEST_VIEW);
    }
}
