package io.medianest.simulators.youtube;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of videos, whole or in parts, at the speed that their trouble allows. */
final class PlaybackRoutes {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final int SLICE = 8 * 1024;
    private static final long SLOW_MILLIS = 250;

    private final Vertx vertx;
    private final Channel channel;
    private final MediaFiles files;

    PlaybackRoutes(Vertx vertx, Channel channel, MediaFiles files) {
        this.vertx = vertx;
        this.channel = channel;
        this.files = files;
    }

    void add(Router router) {
        router.get("/videoplayback").blockingHandler(this::play);
    }

    /**
     * A part of a file.
     *
     * @param end after its last byte
     */
    private record Part(Buffer bytes, int start, int end) {
        Buffer until(int there) {
            return bytes.getBuffer(start, there);
        }

        Part from(int there) {
            return new Part(bytes, there, end);
        }
    }

    private void play(RoutingContext ctx) {
        Optional<Video> video = Optional.ofNullable(ctx.queryParams().get("id")).flatMap(channel::video);
        if (video.isEmpty() || video.get().trouble() == Trouble.RATE_LIMITED) {
            ctx.response().setStatusCode(video.isEmpty() ? 404 : 429).end();
            return;
        }
        Format format = Format.of(Integer.parseInt(ctx.queryParams().get("itag")));
        Buffer bytes = read(files.file(video.get().seconds(), format));
        Matcher range = RANGE.matcher(
                Optional.ofNullable(ctx.request().getHeader("Range")).orElse(""));
        boolean whole = !range.matches();
        int start = whole ? 0 : Integer.parseInt(range.group(1));
        int end = whole || range.group(2).isEmpty()
                ? bytes.length()
                : Math.min(bytes.length(), Integer.parseInt(range.group(2)) + 1);
        HttpServerResponse response = ctx.response().putHeader("Accept-Ranges", "bytes");
        if (start >= end) {
            response.setStatusCode(416)
                    .putHeader("Content-Range", "bytes */" + bytes.length())
                    .end();
            return;
        }
        response.setStatusCode(whole ? 200 : 206)
                .putHeader("Content-Type", format.isSound() ? "audio/mp4" : "video/mp4")
                .putHeader("Content-Length", Integer.toString(end - start));
        if (!whole) {
            response.putHeader("Content-Range", "bytes %d-%d/%d".formatted(start, end - 1, bytes.length()));
        }
        send(response, new Part(bytes, start, end), video.get());
    }

    private void send(HttpServerResponse response, Part part, Video video) {
        boolean breaks = video.trouble() == Trouble.DROPPED && part.start() == 0;
        if (video.trouble() == Trouble.SLOW) {
            trickle(response, part, video.id());
        } else if (breaks) {
            response.write(part.until(part.end() / 2)).onComplete(sent -> response.reset());
        } else {
            response.end(part.until(part.end()));
        }
    }

    /** Slowly, as long as the video is slow; then the rest at once. */
    private void trickle(HttpServerResponse response, Part part, String video) {
        boolean slow = channel.video(video).map(Video::trouble).orElse(Trouble.NONE) == Trouble.SLOW;
        int next = slow ? Math.min(part.end(), part.start() + SLICE) : part.end();
        if (next == part.end()) {
            response.end(part.until(next));
        } else if (!response.closed()) {
            response.write(part.until(next));
            vertx.setTimer(SLOW_MILLIS, timer -> trickle(response, part.from(next), video));
        }
    }

    private static Buffer read(Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
