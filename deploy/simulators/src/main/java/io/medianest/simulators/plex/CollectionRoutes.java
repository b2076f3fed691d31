package io.medianest.simulators.plex;

import io.medianest.simulators.plex.Item.Kind;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media server's calls for collections. */
final class CollectionRoutes {

    private static final Pattern ITEMS =
            Pattern.compile("server://([^/]+)/com\\.plexapp\\.plugins\\.library/library/metadata/([0-9,]+)");
    private static final int PAGE = 100;

    private final PlexLibrary library;
    private final Collections collections;
    private final ItemViews views;
    private final String machineIdentifier;

    CollectionRoutes(PlexLibrary library, Collections collections, String machineIdentifier) {
        this.library = library;
        this.collections = collections;
        this.views = new ItemViews(library);
        this.machineIdentifier = machineIdentifier;
    }

    void add(Router router) {
        router.get("/library/sections/:key/collections").handler(this::list);
        router.get("/library/metadata/:ratingKey").handler(ctx -> with(ctx, this::one));
        router.get("/library/collections/:ratingKey").handler(ctx -> with(ctx, this::one));
        router.get("/library/collections/:ratingKey/items").handler(ctx -> with(ctx, this::items));
        router.get("/library/collections/:ratingKey/children").handler(ctx -> with(ctx, this::items));
        router.post("/library/collections")
                .handler(PlexServerRoutes::ownersOnly)
                .handler(this::create);
        router.put("/library/collections/:ratingKey/items")
                .handler(PlexServerRoutes::ownersOnly)
                .handler(ctx -> with(ctx, this::addItems));
        router.delete("/library/collections/:ratingKey/items/:item")
                .handler(PlexServerRoutes::ownersOnly)
                .handler(ctx -> with(ctx, this::removeItem));
        router.put("/library/collections/:ratingKey/items/:item/move")
                .handler(PlexServerRoutes::ownersOnly)
                .handler(ctx -> with(ctx, this::move));
        router.delete("/library/collections/:ratingKey")
                .handler(PlexServerRoutes::ownersOnly)
                .handler(ctx -> with(ctx, this::delete));
        router.put("/library/metadata/:ratingKey/prefs")
                .handler(PlexServerRoutes::ownersOnly)
                .handler(ctx -> with(ctx, this::preferences));
        router.route().handler(ctx -> PlexAnswers.page(ctx, 404, "Not Found"));
    }

    private void list(RoutingContext ctx) {
        List<PlexCollection> found = collections.all().stream()
                .filter(collection -> collection.section().equals(ctx.pathParam("key")))
                .filter(collection -> PlexServerRoutes.account(ctx).sees(collection.section()))
                .toList();
        Container.answer(ctx, "Metadata", found, Integer.MAX_VALUE, views::collection);
    }

    private void one(RoutingContext ctx, PlexCollection collection) {
        Container.answer(ctx, "Metadata", List.of(collection), Integer.MAX_VALUE, views::collection);
    }

    private void items(RoutingContext ctx, PlexCollection collection) {
        boolean guids = "1".equals(ctx.request().getParam("includeGuids"));
        Container.answer(ctx, "Metadata", collections.items(collection), PAGE, item -> views.item(item, guids));
    }

    private void create(RoutingContext ctx) {
        String title = ctx.request().getParam("title", "");
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(candidate ->
                        Integer.toString(candidate.type()).equals(ctx.request().getParam("type")))
                .findFirst();
        Optional<Section> section = library.section(ctx.request().getParam("sectionId", ""));
        if (kind.isEmpty() || section.isEmpty() || title.isEmpty()) {
            PlexAnswers.page(ctx, 400, "Bad Request");
            return;
        }
        wanted(ctx, kind.get(), section.get().key())
                .ifPresentOrElse(
                        keys -> one(ctx, collections.create(section.get().key(), kind.get(), title, keys)),
                        () -> PlexAnswers.page(ctx, 400, "Bad Request"));
    }

    private void addItems(RoutingContext ctx, PlexCollection collection) {
        wanted(ctx, collection.kind(), collection.section())
                .ifPresentOrElse(
                        keys -> {
                            collections.add(collection, keys);
                            collections.find(collection.ratingKey()).ifPresent(changed -> one(ctx, changed));
                        },
                        () -> PlexAnswers.page(ctx, 400, "Bad Request"));
    }

    private void removeItem(RoutingContext ctx, PlexCollection collection) {
        String item = ctx.pathParam("item");
        if (!collection.items().contains(item)) {
            PlexAnswers.page(ctx, 404, "Not Found");
            return;
        }
        collections.remove(collection, item);
        ctx.response().end();
    }

    private void move(RoutingContext ctx, PlexCollection collection) {
        String item = ctx.pathParam("item");
        String after = ctx.request().getParam("after");
        boolean known = after == null || collection.items().contains(after);
        if (!known || !collection.items().contains(item) || item.equals(after)) {
            PlexAnswers.page(ctx, 400, "Bad Request");
            return;
        }
        collections.move(collection, item, after);
        ctx.response().end();
    }

    private void delete(RoutingContext ctx, PlexCollection collection) {
        collections.delete(collection.ratingKey());
        ctx.response().end();
    }

    private void preferences(RoutingContext ctx, PlexCollection collection) {
        String sort = ctx.request().getParam("collectionSort", "");
        if (!sort.matches("[012]")) {
            PlexAnswers.page(ctx, 400, "Bad Request");
            return;
        }
        collections.sort(collection, Integer.parseInt(sort));
        ctx.response().end();
    }

    private void with(RoutingContext ctx, BiConsumer<RoutingContext, PlexCollection> handler) {
        collections
                .find(ctx.pathParam("ratingKey"))
                .filter(collection -> PlexServerRoutes.account(ctx).sees(collection.section()))
                .ifPresentOrElse(
                        collection -> handler.accept(ctx, collection), () -> PlexAnswers.page(ctx, 404, "Not Found"));
    }

    /** The items the {@code uri} names, if it names some of this server, this kind and this library. */
    private Optional<List<String>> wanted(RoutingContext ctx, Kind kind, String section) {
        Matcher uri = ITEMS.matcher(ctx.request().getParam("uri", ""));
        if (!uri.matches() || !uri.group(1).equals(machineIdentifier)) {
            return Optional.empty();
        }
        List<String> keys = List.of(uri.group(2).split(",", -1));
        boolean fit = keys.stream()
                .allMatch(key -> library.item(key)
                        .filter(item -> item.kind() == kind && item.section().equals(section))
                        .isPresent());
        return fit ? Optional.of(keys) : Optional.empty();
    }
}
