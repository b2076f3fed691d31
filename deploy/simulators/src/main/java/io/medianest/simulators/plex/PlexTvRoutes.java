package io.medianest.simulators.plex;

import io.medianest.simulators.control.ArtworkHandler;
import io.medianest.simulators.control.RequestLog;
import io.medianest.simulators.plex.Pins.Pin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of plex.tv, and the page on which its user approves a PIN. */
final class PlexTvRoutes {

    private final Accounts accounts;
    private final Pins pins;
    private final PlexLibrary library;
    private final String machineIdentifier;
    private final Supplier<String> serverUrl;

    PlexTvRoutes(
            Accounts accounts, Pins pins, PlexLibrary library, String machineIdentifier, Supplier<String> serverUrl) {
        this.accounts = accounts;
        this.library = library;
        this.pins = pins;
        this.machineIdentifier = machineIdentifier;
        this.serverUrl = serverUrl;
    }

    void add(Router router) {
        router.post("/api/v2/pins").handler(this::create);
        router.get("/api/v2/pins/:id").handler(this::poll);
        router.get("/api/v2/user")
                .handler(ctx -> account(ctx).ifPresent(account -> PlexAnswers.object(ctx, 200, "user", user(account))));
        router.get("/api/v2/resources").handler(this::resources);
        router.get("/api/servers/:machine/shared_servers").handler(this::shares);
        router.get("/users/:uuid/avatar").handler(ArtworkHandler::answer);
        router.get("/auth").handler(ctx -> SignInPage.answer(ctx, accounts.all()));
        router.route().handler(ctx -> PlexAnswers.error(ctx, 404, 1002, "Not Found"));
    }

    /** With whom the server is shared: in XML, whatever is asked for, and for its owner alone. */
    private void shares(RoutingContext ctx) {
        account(ctx).ifPresent(caller -> {
            if (!caller.owner() || !ctx.pathParam("machine").equals(machineIdentifier)) {
                PlexAnswers.error(ctx, 404, 1001, "Server not found");
                return;
            }
            JsonArray servers = new JsonArray();
            accounts.all().stream()
                    .filter(account -> account.hasAccess() && !account.owner())
                    .forEach(account -> servers.add(share(account)));
            PlexAnswers.xml(
                    ctx,
                    "MediaContainer",
                    new JsonObject()
                            .put("friendlyName", "myPlex")
                            .put("identifier", "com.plexapp.plugins.myplex")
                            .put("machineIdentifier", machineIdentifier)
                            .put("size", servers.size())
                            .put("SharedServer", servers));
        });
    }

    private JsonObject share(PlexAccount account) {
        JsonArray shared = new JsonArray();
        library.sections()
                .forEach(section -> shared.add(new JsonObject()
                        .put("id", 90_000_000 + Integer.parseInt(section.key()))
                        .put("key", section.key())
                        .put("title", section.title())
                        .put("type", section.type())
                        .put("shared", account.sections().contains(section.key()))));
        return new JsonObject()
                .put("id", 70_000_000 + account.id())
                .put("username", account.username())
                .put("email", account.email())
                .put("userID", account.id())
                .put("accessToken", account.serverToken())
                .put("name", "Living room")
                .put("acceptedAt", 1_700_000_000)
                .put("owned", false)
                .put(
                        "allLibraries",
                        account.sections().size() == library.sections().size())
                .put("filterAll", "")
                .put("filterMovies", accounts.filter(account.id()))
                .put("filterTelevision", "")
                .put("Section", shared);
    }

    private void create(RoutingContext ctx) {
        String client = client(ctx);
        if (client == null) {
            return;
        }
        String product = ctx.request().getHeader("X-Plex-Product");
        boolean strong = "true".equals(ctx.request().getParam("strong"))
                || "true".equals(ctx.request().getFormAttribute("strong"));
        Pin pin = pins.create(strong, client, product == null ? "" : product);
        PlexAnswers.object(ctx, 201, "pin", json(pin));
    }

    private void poll(RoutingContext ctx) {
        String client = client(ctx);
        if (client == null) {
            return;
        }
        Optional<Pin> pin = pins.find(number(ctx.pathParam("id")))
                .filter(candidate -> candidate.clientIdentifier().equals(client) && !candidate.isExpired());
        if (pin.isEmpty()) {
            PlexAnswers.error(ctx, 404, 1020, "Code not found or expired");
        } else if (!pins.poll(pin.get())) {
            ctx.response().putHeader("Retry-After", "1");
            PlexAnswers.error(ctx, 429, 1003, "Too many requests");
        } else {
            PlexAnswers.object(ctx, 200, "pin", json(pin.get()));
        }
    }

    private void resources(RoutingContext ctx) {
        if (client(ctx) == null) {
            return;
        }
        account(ctx).ifPresent(account -> {
            JsonArray resources = new JsonArray().add(player(account));
            if (account.hasAccess()) {
                resources.add(server(account));
            }
            PlexAnswers.list(ctx, "resources", "resource", resources);
        });
    }

    private JsonObject json(Pin pin) {
        long left = Math.max(0, Duration.between(Instant.now(), pin.expiresAt()).toSeconds());
        Integer account = pin.account();
        return new JsonObject()
                .put("id", pin.id())
                .put("code", pin.code())
                .put("product", pin.product())
                .put("trusted", false)
                .put("clientIdentifier", pin.clientIdentifier())
                .put("expiresIn", left)
                .put("createdAt", pin.createdAt().toString())
                .put("expiresAt", pin.expiresAt().toString())
                .put("authToken", account == null ? null : accounts.get(account).token())
                .put("newRegistration", (Boolean) null);
    }

    private static JsonObject user(PlexAccount account) {
        return new JsonObject()
                .put("id", account.id())
                .put("uuid", account.uuid())
                .put("username", account.username())
                .put("title", account.username())
                .put("email", account.email())
                .put("friendlyName", "")
                .put("confirmed", true)
                .put("thumb", "https://plex.tv/users/" + account.uuid() + "/avatar?c=1")
                .put("home", false)
                .put("restricted", false);
    }

    private JsonObject server(PlexAccount account) {
        String url = serverUrl.get();
        JsonObject connection = new JsonObject()
                .put("protocol", "http")
                .put("address", "127.0.0.1")
                .put("port", Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)))
                .put("uri", url)
                .put("local", true)
                .put("relay", false)
                .put("IPv6", false);
        return new JsonObject()
                .put("name", "Living room")
                .put("product", "Plex Media Server")
                .put("productVersion", PlexServerRoutes.VERSION)
                .put("platform", "Linux")
                .put("clientIdentifier", machineIdentifier)
                .put("provides", "server")
                .put("owned", account.owner())
                .put("accessToken", account.serverToken())
                .put("presence", true)
                .put("connections", new JsonArray().add(connection));
    }

    /** What is not a server is listed too. */
    private static JsonObject player(PlexAccount account) {
        return new JsonObject()
                .put("name", account.username() + "'s phone")
                .put("product", "Plex for Android (Mobile)")
                .put("clientIdentifier", "player-" + account.id())
                .put("provides", "client,player,pubsub-player,controller")
                .put("owned", true)
                .put("accessToken", (String) null)
                .put("presence", false)
                .put("connections", new JsonArray());
    }

    private Optional<PlexAccount> account(RoutingContext ctx) {
        Optional<PlexAccount> account = accounts.byToken(ctx.request().getHeader("X-Plex-Token"));
        account.ifPresentOrElse(
                found -> RequestLog.identify(ctx, found.username()),
                () -> PlexAnswers.error(ctx, 401, 1001, "User could not be authenticated"));
        return account;
    }

    private static @Nullable String client(RoutingContext ctx) {
        String client = ctx.request().getHeader("X-Plex-Client-Identifier");
        if (client == null || client.isEmpty()) {
            PlexAnswers.error(ctx, 400, 1000, "X-Plex-Client-Identifier is missing");
            return null;
        }
        return client;
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
