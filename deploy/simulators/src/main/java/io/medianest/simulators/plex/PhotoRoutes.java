package io.medianest.simulators.plex;

import io.medianest.simulators.catalog.Artwork;
import io.medianest.simulators.control.ArtworkHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The media server's pictures, as they are and made small. */
final class PhotoRoutes {

    private static final Pattern ARTWORK =
            Pattern.compile("/library/(metadata|collections)/([0-9]+)/(?:thumb|art|composite)/[0-9]+");
    private static final String SIDE = "[1-9][0-9]{1,3}";

    private final PlexLibrary library;

    PhotoRoutes(PlexLibrary library) {
        this.library = library;
    }

    void add(Router router) {
        router.get("/library/metadata/:ratingKey/thumb/:time").handler(ArtworkHandler::answer);
        router.get("/library/metadata/:ratingKey/art/:time").handler(ArtworkHandler::answer);
        router.get("/library/collections/:ratingKey/composite/:time").handler(ArtworkHandler::answer);
        router.getWithRegex("/photo/:/transcode").handler(this::transcode);
    }

    /** The original would fetch a picture from any address. */
    private void transcode(RoutingContext ctx) {
        String url = ctx.request().getParam("url", "");
        Matcher artwork = ARTWORK.matcher(url);
        boolean sized = Stream.of("width", "height")
                .allMatch(side -> ctx.request().getParam(side, "").matches(SIDE));
        if (!sized || url.isEmpty()) {
            PlexAnswers.page(ctx, 400, "Bad Request");
        } else if (!artwork.matches() || isHidden(ctx, artwork.group(1), artwork.group(2))) {
            PlexAnswers.page(ctx, 404, "Not Found");
        } else {
            ctx.response()
                    .putHeader("Content-Type", "image/png")
                    .end(Buffer.buffer(Artwork.png(url + ctx.request().getParam("width"))));
        }
    }

    private boolean isHidden(RoutingContext ctx, String kind, String ratingKey) {
        return kind.equals("metadata")
                && library.item(ratingKey)
                        .filter(item -> PlexServerRoutes.account(ctx).sees(item.section()))
                        .isEmpty();
    }
}
