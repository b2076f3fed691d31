package io.medianest.media.image;

import io.medianest.plex.PlexServer;
import io.medianest.plex.PlexUnavailableException;
import io.medianest.runtime.outbound.Outbound;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.medianest.runtime.outbound.OutboundCall;
import io.medianest.runtime.outbound.OutboundException;
import io.medianest.runtime.outbound.OutboundSettings;
import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Fetches pictures, unless they are kept. What is no picture, or too large, is not handed on. */
@ApplicationScoped
class Images {
    private static final int CONNECTIONS = 16;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

    private final ImageConfig config;
    private final ImageCache cache;
    private final PlexServer plex;
    private final Outbound tmdb;
    private final MeterRegistry metrics;

    Images(Vertx vertx, MeterRegistry metrics, ImageConfig config, ImageCache cache, PlexServer plex) {
        this.config = config;
        this.cache = cache;
        this.plex = plex;
        this.metrics = metrics;
        tmdb = new Outbound(
                vertx,
                metrics,
                new OutboundSettings(
                        "tmdb-images",
                        "medianest.media.tmdb.calls",
                        CONNECTIONS,
                        config.connectTimeout(),
                        config.breakerDelay(),
                        LONGEST_PATIENCE,
                        status -> status >= 500));
        Gauge.builder("medianest.media.images.kept", cache, ImageCache::bytes)
                .description("How many bytes of pictures are kept")
                .baseUnit("bytes")
                .register(metrics);
    }

    /** Names a picture of that width, for ever; safe as a file's name. */
    static String key(ImageSource source, int width) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((source.name() + "?" + width).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }

    /**
     * A picture.
     *
     * @param width in pixels, one of {@link ImageWidth}
     * @return a JPEG, PNG or WebP; 404 if there is none, 502 {@code IMAGE_REFUSED} if it is none of these or too large,
     *     503 {@code IMAGE_UNAVAILABLE} if it cannot be fetched now
     */
    Uni<Buffer> load(ImageSource source, int width) {
        String key = key(source, width);
        return cache.get(key).chain(kept -> {
            if (kept.isPresent()) {
                count("kept");
                return Uni.createFrom().item(kept.get());
            }
            return fetch(source, width).map(this::checked).chain(picture -> {
                count("fetched");
                return cache.put(key, picture).replaceWith(picture);
            });
        });
    }

    private Uni<OutboundAnswer> fetch(ImageSource source, int width) {
        Uni<OutboundAnswer> answer = switch (source) {
            case ImageSource.Plex artwork -> plex.picture(artwork.path(), width);
            case ImageSource.Tmdb poster ->
                tmdb.once(OutboundCall.of(
                                "picture",
                                HttpMethod.GET,
                                config.tmdbUrl() + "/t/p/w" + width + poster.path(),
                                config.timeout())
                        .header("Accept", "image/webp,image/jpeg,image/png")
                        .longest(config.maxBytes()));
        };
        return answer.onFailure(
                        failure -> failure instanceof OutboundException || failure instanceof PlexUnavailableException)
                .transform(this::problem);
    }

    private Throwable problem(Throwable failure) {
        if (failure instanceof OutboundException outbound && outbound.reason() == OutboundException.Reason.TOO_LONG) {
            return refused();
        }
        count("unavailable");
        return ProblemException.unavailable(
                "IMAGE_UNAVAILABLE", "The picture cannot be fetched now; try again later.", SOON);
    }

    private Buffer checked(OutboundAnswer answer) {
        if (answer.status() == 404) {
            count("missing");
            throw ProblemException.notFound("picture");
        }
        Buffer picture = answer.body();
        if (!answer.isSuccess()
                || picture.length() > config.maxBytes()
                || ImageType.of(picture).isEmpty()) {
            throw refused();
        }
        return picture;
    }

    private ProblemException refused() {
        count("refused");
        return new ProblemException(
                502, "IMAGE_REFUSED", "What came is no picture that is handed on; show another one in its place.");
    }

    private void count(String outcome) {
        metrics.counter("medianest.media.images", "outcome", outcome).increment();
    }
}
