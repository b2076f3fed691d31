package io.medianest.events.media;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request may be sent to Overseerr.
 *
 * @param request the request
 * @param decidedBy who approved it, or null if a rule did
 */
public record MediaRequestApproved(
        RequestedMedia request, @Nullable UUID decidedBy) implements MediaRequestEvent {}
