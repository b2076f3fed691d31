package io.medianest.simulators.plex;

import io.medianest.simulators.catalog.Search;
import io.medianest.simulators.control.RequestLog;
import io.medianest.simulators.plex.Item.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The media server's calls for browsing, searching and scanning. */
final class PlexServerRoutes {

    static final String VERSION = "1.41.3.9314-a0bfb8370";
    private static final String ACCOUNT = "account";
    private static final int EVERYTHING = Integer.MAX_VALUE;
    private static final int HUB = 3;

    private final Accounts accounts;
    private final PlexLibrary library;
    private final Scanner scanner;
    private final ItemViews views;
    private final String machineIdentifier;

    PlexServerRoutes(Accounts accounts, PlexLibrary library, Scanner scanner, String machineIdentifier) {
        this.accounts = accounts;
        this.library = library;
        this.scanner = scanner;
        this.views = new ItemViews(library);
        this.machineIdentifier = machineIdentifier;
    }

    void add(Router router) {
        router.get("/identity").handler(this::identity);
        router.route().handler(this::authenticate);
        router.get("/library/sections").handler(this::sections);
        router.get("/library/sections/:key/all").handler(ctx -> section(ctx, this::items));
        router.get("/library/sections/:key/refresh").handler(ctx -> section(ctx, this::refresh));
        router.get("/library/sections/:key/recentlyAdded").handler(ctx -> section(ctx, this::recentIn));
        router.get("/library/recentlyAdded").handler(ctx -> recent(ctx, visible(ctx)));
        router.get("/library/metadata/:ratingKey").handler(this::metadata);
        router.get("/library/metadata/:ratingKey/children").handler(this::children);
        new PhotoRoutes(library).add(router);
        router.get("/hubs/search").handler(this::search);
        router.get("/activities").handler(this::activities);
    }

    /** Whom the server takes the caller for. */
    static PlexAccount account(RoutingContext ctx) {
        return ctx.get(ACCOUNT);
    }

    /** Carries on for the owner, and refuses everybody else. */
    static void ownersOnly(RoutingContext ctx) {
        if (account(ctx).owner()) {
            ctx.next();
        } else {
            PlexAnswers.page(ctx, 403, "Forbidden");
        }
    }

    private void identity(RoutingContext ctx) {
        PlexAnswers.container(
                ctx,
                new JsonObject()
                        .put("size", 0)
                        .put("claimed", true)
                        .put("machineIdentifier", machineIdentifier)
                        .put("version", VERSION));
    }

    private void authenticate(RoutingContext ctx) {
        Optional<PlexAccount> account = accounts.byServerToken(ctx.request().getHeader("X-Plex-Token"));
        if (account.isEmpty()) {
            PlexAnswers.page(ctx, 401, "Unauthorized");
            return;
        }
        ctx.put(ACCOUNT, account.get());
        RequestLog.identify(ctx, account.get().username());
        ctx.next();
    }

    private void sections(RoutingContext ctx) {
        List<Section> sections = library.sections().stream()
                .filter(section -> account(ctx).sees(section.key()))
                .toList();
        Container.answer(ctx, "Directory", sections, EVERYTHING, views::section);
    }

    private void section(RoutingContext ctx, BiConsumer<RoutingContext, Section> handler) {
        library.section(ctx.pathParam("key"))
                .filter(section -> account(ctx).sees(section.key()))
                .ifPresentOrElse(
                        section -> handler.accept(ctx, section), () -> PlexAnswers.page(ctx, 404, "Not Found"));
    }

    private void items(RoutingContext ctx, Section section) {
        String otherwise = section.type().equals("show") ? "2" : "1";
        String type = ctx.request().getParam("type", otherwise);
        List<Item> items = visible(ctx).stream()
                .filter(item -> item.section().equals(section.key()))
                .filter(item -> Integer.toString(item.kind().type()).equals(type))
                .sorted(order(ctx.request().getParam("sort", "titleSort")))
                .toList();
        Container.answer(ctx, "Metadata", items, EVERYTHING, item -> views.item(item, withGuids(ctx)));
    }

    private static Comparator<Item> order(String sort) {
        Comparator<Item> order = switch (sort.split(":", 2)[0]) {
            case "addedAt" -> Comparator.comparing(Item::addedAt);
            case "updatedAt" -> Comparator.comparing(Item::updatedAt);
            case "id" -> Comparator.comparingInt(item -> Integer.parseInt(item.ratingKey()));
            default -> Comparator.comparing(Item::title, String.CASE_INSENSITIVE_ORDER);
        };
        return sort.endsWith(":desc") ? order.reversed() : order;
    }

    private void refresh(RoutingContext ctx, Section section) {
        if (!account(ctx).owner()) {
            PlexAnswers.page(ctx, 403, "Forbidden");
            return;
        }
        scanner.start(section, ctx.request().getParam("path"));
        ctx.response().end();
    }

    private void recentIn(RoutingContext ctx, Section section) {
        recent(
                ctx,
                visible(ctx).stream()
                        .filter(item -> item.section().equals(section.key()))
                        .toList());
    }

    private void recent(RoutingContext ctx, List<Item> items) {
        // Of a series, Plex shows the season that came, not its episodes.
        List<Item> recent = items.reversed().stream()
                .filter(item -> item.kind() == Kind.MOVIE || item.kind() == Kind.SEASON)
                .sorted(Comparator.comparing(Item::addedAt).reversed())
                .toList();
        Container.answer(ctx, "Metadata", recent, 50, item -> views.item(item, withGuids(ctx)));
    }

    private void metadata(RoutingContext ctx) {
        Optional<Item> item = visible(ctx).stream()
                .filter(candidate -> candidate.ratingKey().equals(ctx.pathParam("ratingKey")))
                .findFirst();
        if (item.isEmpty()) {
            // A collection is metadata too.
            ctx.next();
            return;
        }
        Container.answer(ctx, "Metadata", List.of(item.get()), EVERYTHING, found -> views.item(found, true));
    }

    private void children(RoutingContext ctx) {
        List<Item> children = visible(ctx).stream()
                .filter(item -> ctx.pathParam("ratingKey").equals(item.parent()))
                .toList();
        Container.answer(ctx, "Metadata", children, EVERYTHING, item -> views.item(item, withGuids(ctx)));
    }

    private void search(RoutingContext ctx) {
        Search search = new Search(ctx.request().getParam("query", ""));
        String given = ctx.request().getParam("limit", "");
        int limit = given.matches("\\d{1,4}") ? Integer.parseInt(given) : HUB;
        JsonArray hubs = new JsonArray();
        Arrays.stream(Kind.values()).filter(kind -> kind != Kind.SEASON).forEach(kind -> {
            List<JsonObject> found = visible(ctx).stream()
                    .filter(item -> item.kind() == kind && search.matches(item.title()))
                    .limit(limit)
                    .map(item -> views.item(item, withGuids(ctx)))
                    .toList();
            hubs.add(new JsonObject()
                    .put("title", kind.word())
                    .put("type", kind.word())
                    .put("hubIdentifier", kind.word())
                    .put("size", found.size())
                    .put("more", false)
                    .put("Metadata", new JsonArray(found)));
        });
        PlexAnswers.container(ctx, new JsonObject().put("size", hubs.size()).put("Hub", hubs));
    }

    private void activities(RoutingContext ctx) {
        List<Section> scanning =
                library.sections().stream().filter(Section::refreshing).toList();
        Container.answer(
                ctx,
                "Activity",
                scanning,
                EVERYTHING,
                section -> new JsonObject()
                        .put("uuid", "scan-" + section.key())
                        .put("type", "library.update.section")
                        .put("cancellable", true)
                        .put("userID", 1)
                        .put("title", "Scanning the \"" + section.title() + "\" library")
                        .put("subtitle", "")
                        .put("progress", 50)
                        .put("Context", new JsonObject().put("librarySectionID", section.key())));
    }

    private List<Item> visible(RoutingContext ctx) {
        return library.items().stream()
                .filter(item -> account(ctx).sees(item.section()))
                .toList();
    }

    private static boolean withGuids(RoutingContext ctx) {
        return "1".equals(ctx.request().getParam("includeGuids"));
    }
}
