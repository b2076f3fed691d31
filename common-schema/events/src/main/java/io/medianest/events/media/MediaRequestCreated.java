package io.medianest.events.media;

import java.util.List;

/**
 * Somebody asked for a film or for seasons of a series.
 *
 * @param request the request
 * @param seasons the seasons asked for; empty for a film, or while "all" is not yet expanded
 */
public record MediaRequestCreated(RequestedMedia request, List<Integer> seasons) implements MediaRequestEvent {}
