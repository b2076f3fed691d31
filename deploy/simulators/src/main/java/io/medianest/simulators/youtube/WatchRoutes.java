package io.medianest.simulators.youtube;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** YouTube's pages and its inner interface. */
final class WatchRoutes {
    private final Channel channel;
    private final MediaFiles files;

    WatchRoutes(Channel channel, MediaFiles files) {
        this.channel = channel;
        this.files = files;
    }

    void add(Router router) {
        router.get().handler(this::refuse);
        router.get("/playlist")
                .handler(ctx -> html(ctx, playlistPage(ctx.queryParams().get("list"))));
        router.get("/watch")
                .blockingHandler(
                        ctx -> html(ctx, Pages.watch(player(ctx.queryParams().get("v")))));
        router.get("/embed/*").handler(ctx -> html(ctx, Pages.settings()));
        router.get("/tv").handler(ctx -> html(ctx, Pages.settings()));
        router.post("/youtubei/v1/browse")
                .handler(ctx -> json(ctx, browse(body(ctx).getString("browseId", ""))));
        router.post("/youtubei/v1/player")
                .blockingHandler(ctx -> json(ctx, player(body(ctx).getString("videoId"))));
        router.post("/youtubei/v1/next").handler(ctx -> json(ctx, Pages.watchData()));
    }

    /** Pages are refused, and so are bytes; the inner interface goes on, as it does when YouTube slows a client down. */
    private void refuse(RoutingContext ctx) {
        String video = ctx.queryParams().get("v");
        Trouble trouble = Optional.ofNullable(video)
                .flatMap(channel::video)
                .map(Video::trouble)
                .orElseGet(channel::trouble);
        if (trouble == Trouble.RATE_LIMITED) {
            ctx.response().setStatusCode(429).end("Too many requests");
        } else {
            ctx.next();
        }
    }

    private String playlistPage(@Nullable String id) {
        return found(id)
                .map(playlist -> Pages.playlist(playlist, videos(playlist)))
                .orElseGet(Pages::noPlaylist);
    }

    private JsonObject browse(String browseId) {
        String id = browseId.startsWith("VL") ? browseId.substring(2) : browseId;
        return found(id)
                .map(playlist -> Pages.playlistData(playlist, videos(playlist)))
                .orElseGet(Pages::noPlaylistData);
    }

    private Optional<Playlist> found(@Nullable String id) {
        return Optional.ofNullable(id).flatMap(channel::playlist);
    }

    private List<Video> videos(Playlist playlist) {
        return playlist.videoIds().stream()
                .map(channel::video)
                .flatMap(Optional::stream)
                .toList();
    }

    private JsonObject player(@Nullable String id) {
        Optional<Video> video = Optional.ofNullable(id).flatMap(channel::video);
        List<Long> sizes = video.map(Video::seconds)
                .map(seconds ->
                        Format.ALL.stream().map(format -> size(seconds, format)).toList())
                .orElse(List.of());
        return Pages.player(video, String.valueOf(id), sizes);
    }

    private long size(int seconds, Format format) {
        try {
            return Files.size(files.file(seconds, format));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject body(RoutingContext ctx) {
        return ctx.body().length() > 0 ? ctx.body().asJsonObject() : new JsonObject();
    }

    private static void html(RoutingContext ctx, String page) {
        ctx.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page);
    }

    private static void json(RoutingContext ctx, JsonObject answer) {
        ctx.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(answer.encode());
    }
}
