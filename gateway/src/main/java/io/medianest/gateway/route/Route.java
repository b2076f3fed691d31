package io.medianest.gateway.route;

/**
 * A part of the API that one service answers.
 *
 * @param prefix the path up to and including the first segment after the base path, such as {@code /api/v1/media}
 * @param destination who answers
 */
public record Route(String prefix, Destination destination) {}
