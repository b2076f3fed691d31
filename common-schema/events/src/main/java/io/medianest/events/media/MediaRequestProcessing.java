package io.medianest.events.media;

/**
 * Overseerr has taken a request.
 *
 * @param request the request
 */
public record MediaRequestProcessing(RequestedMedia request) implements MediaRequestEvent {}
