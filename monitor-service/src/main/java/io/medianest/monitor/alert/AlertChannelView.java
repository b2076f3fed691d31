package io.medianest.monitor.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what, and how; without the secret.
 *
 * @param id of this channel
 * @param name for people
 * @param kind how
 * @param enabled whether anything is sent
 * @param destination where to
 * @param secretSet whether a secret is stored
 * @param services about which; null for all
 * @param offlineOnly whether nothing is said of services that are merely degraded
 * @param minimumOutageSeconds an outage that is over by then is not told
 * @param updatedAt when this was set
 * @param updatedBy who set it; null if that person is gone
 */
public record AlertChannelView(
        UUID id,
        String name,
        AlertKind kind,
        boolean enabled,
        AlertDestination destination,
        boolean secretSet,
        @Nullable List<String> services,
        boolean offlineOnly,
        int minimumOutageSeconds,
        Instant updatedAt,
        @Nullable UUID updatedBy) {}
