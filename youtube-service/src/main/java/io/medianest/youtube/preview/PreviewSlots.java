package io.medianest.youtube.preview;

import io.medianest.youtube.ytdlp.YtDlpConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How many previews all instances together make at once. While Redis is away each instance only heeds its own limit, which
 * is the same.
 */
@ApplicationScoped
class PreviewSlots {
    private static final Logger LOG = Logger.getLogger(PreviewSlots.class);
    private static final String KEY = "youtube:preview:slot:";
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final RedisAPI redis;
    private final PreviewConfig config;
    private final YtDlpConfig ytDlp;

    PreviewSlots(RedisAPI redis, PreviewConfig config, YtDlpConfig ytDlp) {
        this.redis = redis;
        this.config = config;
        this.ytDlp = ytDlp;
    }

    /** Takes a place, to be given back by {@link #free}; empty if none is free. Never fails. */
    Uni<Optional<String>> take() {
        return take(0).onFailure()
                .invoke(failure -> LOG.debugf("Previews of other instances are not known: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.of(""));
    }

    /** A place that an instance had that was killed comes back when no look can take that long any more. */
    private Uni<Optional<String>> take(int number) {
        if (number == config.atOnce()) {
            return Uni.createFrom().item(Optional.empty());
        }
        String slot = KEY + number;
        String lease = Long.toString(ytDlp.listTimeout().plus(MARGIN).toMillis());
        return redis.set(List.of(slot, "taken", "NX", "PX", lease))
                .chain(set -> set == null ? take(number + 1) : Uni.createFrom().item(Optional.of(slot)));
    }

    /** Gives a place back; never fails. */
    Uni<Void> free(String slot) {
        return slot.isEmpty()
                ? Uni.createFrom().voidItem()
                : redis.del(List.of(slot))
                        .onFailure()
                        .invoke(failure -> LOG.debugf("A place comes back by itself: %s", failure.toString()))
                        .onFailure()
                        .recoverWithNull()
                        .replaceWithVoid();
    }
}
