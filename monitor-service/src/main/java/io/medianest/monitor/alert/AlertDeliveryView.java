package io.medianest.monitor.alert;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of telling somebody.
 *
 * @param id of this delivery; a webhook has it as webhook-id
 * @param channelId by which channel
 * @param channelName its name
 * @param kind how it goes
 * @param incidentId about which incident
 * @param serviceName about which service
 * @param event down or up
 * @param state pending, sent, failed (given up) or skipped (left out)
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried next; null unless it is pending
 * @param reason what was wrong at the last attempt, or why it was left out; null if nothing was
 * @param createdAt when it came up
 * @param sentAt when it was taken; null if it was not
 */
public record AlertDeliveryView(
        UUID id,
        UUID channelId,
        String channelName,
        AlertKind kind,
        UUID incidentId,
        String serviceName,
        @Schema(enumeration = {"down", "up"}) String event,

        @Schema(enumeration = {"pending", "sent", "failed", "skipped"})
        String state,

        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant sentAt) {}
