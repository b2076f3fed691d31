package io.medianest.monitor.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.medianest.monitor.config.ConfiguredService;
import io.medianest.monitor.config.ConfiguredServices;
import io.medianest.monitor.probe.ProbeConfig;
import io.medianest.monitor.probe.Target;
import io.medianest.monitor.state.Thresholds;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How each service is looked at: as an ADMIN configured it, else as is usual for it. */
@ApplicationScoped
class Targets {
    private static final Set<String> STORES = Set.of("redis", "database", "kafka");
    /** What one service tells of another thing, which has no address of its own. */
    private static final Map<String, String> TOLD_BY = Map.of("disk", "youtube-service", "yt-dlp", "youtube-service");

    private static final Map<String, Usual> USUAL = Map.of(
            "plex", new Usual(Duration.ofSeconds(5), 1_500),
            "overseerr", new Usual(Duration.ofSeconds(5), 2_000),
            "redis", new Usual(Duration.ofSeconds(1), 50),
            "database", new Usual(Duration.ofSeconds(2), 500));
    private static final Usual OTHERS = new Usual(Duration.ofSeconds(5), 2_000);
    private static final int GAP_INTERVALS = 3;

    private final ConfiguredServices configured;
    private final ProbeConfig config;

    private record Usual(Duration timeout, int slowMs) {}

    Targets(ConfiguredServices configured, ProbeConfig config) {
        this.configured = configured;
        this.config = config;
    }

    /** How to look at a service; empty if nobody has said where it is. */
    Optional<Target> find(String name) {
        Optional<ConfiguredService> service = configured.find(name);
        URI url = url(name, service.orElse(null));
        if (url == null && !STORES.contains(name)) {
            return Optional.empty();
        }
        JsonNode settings = settings(service);
        Usual usual = USUAL.getOrDefault(name, OTHERS);
        return Optional.of(new Target(
                name,
                url,
                service.map(ConfiguredService::key).orElse(null),
                settings,
                Duration.ofMillis(
                        settings.path("timeoutMs").asLong(usual.timeout().toMillis())),
                settings.path("slowMs").asInt(usual.slowMs())));
    }

    /** When results become a state of it. */
    Thresholds thresholds(String name) {
        JsonNode settings = settings(configured.find(name));
        return new Thresholds(
                settings.path("failureThreshold").asInt(config.failures()),
                settings.path("recoveryThreshold").asInt(config.recoveries()),
                settings.path("slowMs").asInt(USUAL.getOrDefault(name, OTHERS).slowMs()),
                interval(name).multipliedBy(GAP_INTERVALS).plus(config.lease()));
    }

    /** From one look at it to the next. */
    Duration interval(String name) {
        long seconds = settings(configured.find(name)).path("intervalSeconds").asLong();
        return seconds > 0 ? Duration.ofSeconds(seconds) : config.interval();
    }

    private @Nullable URI url(String name, @Nullable ConfiguredService service) {
        URI own = config.services().get(TOLD_BY.getOrDefault(name, name));
        if (own != null) {
            return TOLD_BY.containsKey(name) ? own.resolve("/q/health/well") : own;
        }
        return service == null ? null : service.url();
    }

    private static JsonNode settings(Optional<ConfiguredService> service) {
        return service.map(ConfiguredService::settings).orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
