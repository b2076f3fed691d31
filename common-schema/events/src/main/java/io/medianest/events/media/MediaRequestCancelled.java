package io.medianest.events.media;

/**
 * A request was taken back while it was pending.
 *
 * @param request the request
 */
public record MediaRequestCancelled(RequestedMedia request) implements MediaRequestEvent {}
