package io.medianest.events.media;

/**
 * A finished request was put away.
 *
 * @param request the request
 */
public record MediaRequestArchived(RequestedMedia request) implements MediaRequestEvent {}
