package io.medianest.events.media;

/**
 * A request came to nothing because of an error.
 *
 * @param request the request
 */
public record MediaRequestFailed(RequestedMedia request) implements MediaRequestEvent {}
