package io.medianest.simulators.youtube;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.util.Base64;

/** What lies beside videos: subtitles, and thumbnails, which are the same for all. */
final class BesideRoutes {
    private static final byte[] THUMBNAIL = Base64.getDecoder()
            .decode("/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAg+Pkk+SVVVVVVVVWRdZGhoaGRkZGRoaG"
                    + "hwcHCDg4NwcHBoaHBwfHyDg4+Tj4eHg4eTk5ubm7q6srLZ2eD/////xABKAAEAAAAAAAAAAAAAAAAAAAAAAQEAAAAA"
                    + "AAAAAAAAAAAAAAAAEAEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/8AAEQgAEAAQAwEiAAIRAAMRAP"
                    + "/aAAwDAQACEQMRAD8AAA//2Q==");
    private static final String SUBTITLES = "WEBVTT\n\n00:00.000 --> 00:01.000\nSimulated words\n";

    void add(Router router) {
        router.get("/vi/*")
                .handler(ctx ->
                        ctx.response().putHeader("Content-Type", "image/jpeg").end(Buffer.buffer(THUMBNAIL)));
        router.get("/api/timedtext")
                .handler(ctx ->
                        ctx.response().putHeader("Content-Type", "text/vtt").end(SUBTITLES));
    }
}
