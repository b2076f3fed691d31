package io.medianest.monitor.config;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a service is reached, as the API shows it: without its key.
 *
 * @param serviceName its name
 * @param serviceUrl its address
 * @param apiKeySet whether a key is stored
 * @param enabled whether it is used and watched
 * @param configData its settings
 * @param updatedAt when this was set
 * @param updatedBy who set it; null for the installation itself, or somebody who is gone
 */
public record ServiceConfigView(
        String serviceName,
        String serviceUrl,
        boolean apiKeySet,
        boolean enabled,
        Map<String, Object> configData,
        Instant updatedAt,
        @Nullable UUID updatedBy) {}
