package io.medianest.monitor.maintenance;

import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a service may be off.
 *
 * @param serviceName the service; null for all
 * @param title what is done, for people
 * @param startsAt when it begins; null for now
 * @param endsAt when it ends, which is not part of it
 */
public record CreateMaintenanceWindow(
        @Schema(description = "Absent: all services", examples = "plex") @Nullable
        String serviceName,

        @NotNull @PlainText @Schema(examples = "A bigger disk")
        String title,

        @Schema(description = "Not in the past; absent: now") @Nullable
        Instant startsAt,

        @NotNull @Schema(description = "At most 31 days after the beginning")
        Instant endsAt) {}
