package io.medianest.events.media;

import java.util.List;

/**
 * At least part of what was asked for can be watched.
 *
 * @param request the request
 * @param seasons the seasons that can be watched by now; empty for a film
 */
public record MediaRequestAvailable(RequestedMedia request, List<Integer> seasons) implements MediaRequestEvent {}
