package io.medianest.simulators.overseerr;

import io.medianest.simulators.catalog.Search;
import io.medianest.simulators.catalog.SearchExtra;
import io.medianest.simulators.catalog.Title;
import io.medianest.simulators.overseerr.Api.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** Search, discovery and details. */
final class TitleRoutes {

    private static final int PAGE = 20;
    private static final int LAST_PAGE = 500;

    private final Store store;
    private final TitleViews views;

    TitleRoutes(Store store) {
        this.store = store;
        this.views = new TitleViews(store);
    }

    void add(Router router, Api api) {
        router.get("/search").handler(api.handle(this::search));
        router.get("/discover/trending").handler(api.handle(this::trending));
        router.get("/discover/movies")
                .handler(api.handle(ctx -> discover(ctx, store.catalog().movies())));
        router.get("/discover/tv")
                .handler(api.handle(ctx -> discover(ctx, store.catalog().series())));
        router.get("/movie/:movieId").handler(api.handle(this::movie));
        router.get("/tv/:tvId").handler(api.handle(this::series));
    }

    private Answer search(RoutingContext ctx) {
        Query query = Query.of(ctx, "query", "page", "language");
        Search search = new Search(query.required("query"));
        List<JsonObject> found = new ArrayList<>();
        // Persons and collections come among the rest, as TMDB ranks them.
        for (SearchExtra extra : store.catalog().extras()) {
            if (search.matches(extra.name())) {
                found.add(views.result(extra));
            }
        }
        store.catalog().titles().stream()
                .filter(title -> search.matches(title.title()))
                .map(views::result)
                .forEach(found::add);
        return page(found, query.number("page", 1), "Unable to retrieve search results.");
    }

    private Answer trending(RoutingContext ctx) {
        Query query = Query.of(ctx, "page", "language", "mediaType", "timeWindow");
        List<JsonObject> found = new ArrayList<>();
        store.catalog().titles().forEach(title -> found.add(views.result(title)));
        store.catalog().extras().stream()
                .filter(extra -> extra.mediaType().equals("person"))
                .forEach(person -> found.add(Math.min(3, found.size()), views.result(person)));
        return page(found, query.number("page", 1), "Unable to retrieve trending items.");
    }

    private Answer discover(RoutingContext ctx, List<? extends Title> titles) {
        Query query = Query.of(ctx, "page", "language", "genre", "sortBy");
        return page(
                titles.stream().map(views::result).toList(),
                query.number("page", 1),
                "Unable to retrieve popular titles.");
    }

    private Answer movie(RoutingContext ctx) {
        Query.of(ctx, "language");
        int id = Api.pathNumber(ctx, "movieId");
        return store.catalog()
                .movie(id)
                .map(movie -> Answer.ok(views.details(movie)))
                .orElseThrow(() -> new ApiException(500, "Unable to retrieve movie."));
    }

    private Answer series(RoutingContext ctx) {
        Query.of(ctx, "language");
        int id = Api.pathNumber(ctx, "tvId");
        return store.catalog()
                .series(id)
                .map(series -> Answer.ok(views.details(series)))
                .orElseThrow(() -> new ApiException(500, "Unable to retrieve series."));
    }

    private static Answer page(List<JsonObject> all, int page, String failure) {
        // TMDB refuses other pages, and Overseerr makes a 500 of every refusal.
        if (page < 1 || page > LAST_PAGE) {
            throw new ApiException(500, failure);
        }
        List<JsonObject> results =
                all.stream().skip((page - 1L) * PAGE).limit(PAGE).toList();
        return Answer.ok(new JsonObject()
                .put("page", page)
                .put("totalPages", (all.size() + PAGE - 1) / PAGE)
                .put("totalResults", all.size())
                .put("results", new JsonArray(results)));
    }
}
