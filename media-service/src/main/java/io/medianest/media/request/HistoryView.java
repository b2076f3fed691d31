package io.medianest.media.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a request.
 *
 * @param at when
 * @param source user, overseerr, webhook, poll, rule or system
 * @param actorId the person who did it; null if none did, or that person is gone, or to followers
 * @param actorName that person's name
 * @param from where the request stood before; null for the step that made it
 * @param to where it stands since
 * @param note what was said, or what happened beyond the status
 */
public record HistoryView(
        Instant at,
        String source,
        @Nullable UUID actorId,
        @Nullable String actorName,
        @Nullable String from,
        String to,
        @Nullable String note) {}
