package io.medianest.monitor.maintenance;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a service may be, or was allowed to be, off.
 *
 * @param id of this window
 * @param serviceName the service; null for all
 * @param title what is done, for people
 * @param startsAt when it begins
 * @param endsAt when it ends, which is not part of it
 * @param createdBy who announced it; null if that person is gone
 * @param createdAt when it was announced
 */
public record MaintenanceWindowView(
        UUID id,
        @Nullable String serviceName,
        String title,
        Instant startsAt,
        Instant endsAt,
        @Nullable UUID createdBy,
        Instant createdAt) {}
