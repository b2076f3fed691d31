package io.medianest.youtube.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.outbound.CallersContext;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.youtube.address.YouTubeAddress;
import io.medianest.youtube.ytdlp.YtDlp;
import io.medianest.youtube.ytdlp.YtDlpException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Looks into playlists, a few at a time, and remembers for a while what was in them. Who wants the same at once waits for
 * the same look.
 */
@ApplicationScoped
class Previews {
    private static final Logger LOG = Logger.getLogger(Previews.class);
    private static final String KEY = "youtube:preview:";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final YtDlp ytDlp;
    private final PreviewSlots slots;
    private final PreviewConfig config;
    private final RedisAPI redis;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Semaphore free;
    private final Map<String, Uni<PreviewView>> looks = new ConcurrentHashMap<>();

    Previews(
            YtDlp ytDlp,
            PreviewSlots slots,
            PreviewConfig config,
            RedisAPI redis,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.ytDlp = ytDlp;
        this.slots = slots;
        this.config = config;
        this.redis = redis;
        this.json = json;
        this.metrics = metrics;
        free = new Semaphore(config.atOnce());
    }

    /**
     * What an address shows.
     *
     * @return fails with 404 {@code PLAYLIST_UNAVAILABLE} for what YouTube does not show, 503 {@code PREVIEW_BUSY} while
     *     others look, 503 {@code YOUTUBE_UNAVAILABLE} while YouTube cannot be asked
     */
    Uni<PreviewView> of(YouTubeAddress address) {
        return kept(address).chain(kept -> {
            count(kept.isPresent() ? "kept" : "asked");
            return kept.map(view -> Uni.createFrom().item(view)).orElseGet(() -> look(address));
        });
    }

    private Uni<PreviewView> look(YouTubeAddress address) {
        Uni<PreviewView> look = looks.computeIfAbsent(address.id(), id -> begin(address));
        return CallersContext.keep(look)
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure(YtDlpException.class)
                .transform(this::problem)
                .onFailure(TimeoutException.class)
                .transform(failure -> unavailable("YouTube takes long to tell what is in it; look again in a minute."));
    }

    /** Goes on to its end, also when nobody waits any more: then it is remembered for who looks again. */
    private Uni<PreviewView> begin(YouTubeAddress address) {
        if (!free.tryAcquire()) {
            throw busy();
        }
        return slots.take()
                .map(slot -> slot.orElseThrow(this::busy))
                .chain(slot -> ytDlp.list(address, config.maxItems())
                        .map(PreviewView::of)
                        .call(view -> keep(address, view))
                        .eventually(() -> slots.free(slot)))
                .onTermination()
                .invoke(() -> {
                    looks.remove(address.id());
                    free.release();
                })
                .memoize()
                .indefinitely();
    }

    private ProblemException busy() {
        count("busy");
        return ProblemException.unavailable(
                "PREVIEW_BUSY", "Others are looking into playlists right now; try again in some seconds.", SOON);
    }

    private ProblemException problem(YtDlpException failure) {
        count("failed");
        return switch (failure.kind()) {
            case PRIVATE, MEMBERS_ONLY, AGE_RESTRICTED, UNAVAILABLE, LIVE, NO_PLAYLIST ->
                new ProblemException(404, "PLAYLIST_UNAVAILABLE", String.valueOf(failure.getMessage()));
            default -> unavailable(String.valueOf(failure.getMessage()));
        };
    }

    private static ProblemException unavailable(String why) {
        return ProblemException.unavailable("YOUTUBE_UNAVAILABLE", why, LATER);
    }

    /** Empty if nobody looked lately, or Redis is away. */
    private Uni<Optional<PreviewView>> kept(YouTubeAddress address) {
        return redis.get(KEY + address.id())
                .map(found -> found == null ? Optional.<PreviewView>empty() : read(found.toString()))
                .onFailure()
                .invoke(failure -> LOG.debugf("No preview can be remembered: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<Void> keep(YouTubeAddress address, PreviewView view) {
        return redis.set(List.of(
                        KEY + address.id(),
                        write(view),
                        "PX",
                        Long.toString(config.keep().toMillis())))
                .onFailure()
                .invoke(failure -> LOG.debugf("A preview is not remembered: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Optional<PreviewView> read(String text) {
        try {
            return Optional.of(json.readValue(text, PreviewView.class));
        } catch (JsonProcessingException e) {
            LOG.debugf("A remembered preview is not readable: %s", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private String write(PreviewView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A preview could not be written as JSON", e);
        }
    }

    private void count(String result) {
        metrics.counter("medianest.youtube.previews", "result", result).increment();
    }
}
