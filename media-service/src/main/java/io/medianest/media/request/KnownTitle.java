package io.medianest.media.request;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a title when it is asked for.
 *
 * @param title what the request shows
 * @param verified whether it came from Overseerr, not from the client
 */
record KnownTitle(
        String title,
        boolean verified,
        @Nullable Integer year,
        @Nullable String posterPath) {}
