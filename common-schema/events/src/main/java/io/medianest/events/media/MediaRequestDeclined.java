package io.medianest.events.media;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request was turned down; the note stays with the request.
 *
 * @param request the request
 * @param decidedBy who declined it, or null if it was declined in Overseerr
 */
public record MediaRequestDeclined(
        RequestedMedia request, @Nullable UUID decidedBy) implements MediaRequestEvent {}
