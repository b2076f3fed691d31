package io.medianest.simulators.control;

import io.medianest.simulators.catalog.Artwork;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Answers with a picture that depends on the path alone. */
public final class ArtworkHandler {

    private ArtworkHandler() {}

    /** Answers a PNG. */
    public static void answer(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Type", "image/png")
                .end(Buffer.buffer(Artwork.png(ctx.request().path())));
    }
}
