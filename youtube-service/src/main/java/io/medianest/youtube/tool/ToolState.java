package io.medianest.youtube.tool;

import io.medianest.runtime.schedule.Rounds;
import io.medianest.youtube.ytdlp.Shield;
import io.medianest.youtube.ytdlp.Tools;
import io.medianest.youtube.ytdlp.Tools.Found;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was last seen of the programs that download videos. */
@ApplicationScoped
class ToolState {
    private final Tools tools;
    private final Shield shield;
    private final Vertx vertx;
    private final ToolConfig config;
    private volatile @Nullable Seen seen;

    /**
     * What there is.
     *
     * @param ytDlp empty if it does not run
     * @param ffmpeg its version; empty if it does not run
     * @param shielded whether they cannot read the service's secrets
     */
    record Seen(Optional<Found> ytDlp, Optional<String> ffmpeg, boolean shielded) {
        boolean usable() {
            return ytDlp.isPresent() && ffmpeg.isPresent();
        }
    }

    ToolState(Tools tools, Shield shield, Vertx vertx, ToolConfig config) {
        this.tools = tools;
        this.shield = shield;
        this.vertx = vertx;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Rounds rounds, MeterRegistry metrics) {
        gauge(metrics, "yt-dlp", now -> now.ytDlp().isPresent());
        gauge(metrics, "ffmpeg", now -> now.ffmpeg().isPresent());
        Gauge.builder("medianest.youtube.tool.shielded", this, state -> {
                    Seen now = state.seen;
                    return now != null && now.shielded() ? 1 : 0;
                })
                .description("Whether the programs that download videos cannot read the service's secrets")
                .register(metrics);
        Gauge.builder("medianest.youtube.tool.age.days", this, ToolState::age)
                .description("Days since yt-dlp was released; -1 if nobody knows")
                .tag("tool", "yt-dlp")
                .register(metrics);
        rounds.every("Looking at yt-dlp and ffmpeg", config.every(), this::look);
    }

    /** What was last seen; empty while nobody has looked yet. */
    Optional<Seen> seen() {
        return Optional.ofNullable(seen);
    }

    /** Whether yt-dlp is so old that YouTube may have changed since. */
    boolean isOld() {
        return age() > config.oldAfter().toDays();
    }

    private Uni<Void> look() {
        return vertx.executeBlocking(() -> new Seen(tools.found(), tools.ffmpeg(), shield.holds()))
                .invoke(now -> seen = now)
                .replaceWithVoid();
    }

    private double age() {
        Seen now = seen;
        return now == null ? -1 : now.ytDlp().map(Found::ageInDays).orElse(-1L);
    }

    private void gauge(MeterRegistry metrics, String tool, Predicate<Seen> runs) {
        Gauge.builder("medianest.youtube.tool.usable", this, state -> {
                    Seen now = state.seen;
                    return now != null && runs.test(now) ? 1 : 0;
                })
                .description("Whether a program that downloads videos runs")
                .tag("tool", tool)
                .register(metrics);
    }
}
