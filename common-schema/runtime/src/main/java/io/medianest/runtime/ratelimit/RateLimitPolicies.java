package io.medianest.runtime.ratelimit;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/** The limits as they are configured: {@code medianest.rate-limit.<name>=<count>/<period>}. */
@ApplicationScoped
public class RateLimitPolicies {
    private static final String PREFIX = "medianest.rate-limit.";

    private final Config config;
    private final Map<String, RateLimitPolicy> known = new ConcurrentHashMap<>();

    RateLimitPolicies(Config config) {
        this.config = config;
    }

    /** A service does not start on a limit that it cannot read. */
    void check(@Observes StartupEvent event) {
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                named(property.substring(PREFIX.length()));
            }
        }
    }

    /**
     * The policy of a name.
     *
     * @throws IllegalStateException naming the property, if it is missing or is no rate
     */
    public RateLimitPolicy named(String name) {
        return known.computeIfAbsent(name, this::read);
    }

    private RateLimitPolicy read(String name) {
        String property = PREFIX + name;
        String value = config.getOptionalValue(property, String.class)
                .orElseThrow(() -> new IllegalStateException(property + " is missing"));
        try {
            return new RateLimitPolicy(name, Rate.parse(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(property + ": " + e.getMessage(), e);
        }
    }
}
