package io.medianest.events.media;

/**
 * All that was asked for can be watched.
 *
 * @param request the request
 */
public record MediaRequestCompleted(RequestedMedia request) implements MediaRequestEvent {}
