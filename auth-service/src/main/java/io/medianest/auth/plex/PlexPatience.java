package io.medianest.auth.plex;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How long Plex wants to be left alone, counted by a clock that nobody sets. */
final class PlexPatience {
    private static final Duration UNSAID = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private volatile long until = System.nanoTime();

    /**
     * Plex has answered 429.
     *
     * @param retryAfter the header, in seconds; anything else is taken for a few
     */
    void asked(@Nullable String retryAfter) {
        Duration rest = retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : UNSAID;
        Duration bounded = rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
        until = System.nanoTime() + bounded.toNanos();
    }

    /** What is left of it, in full seconds; zero when Plex may be asked. */
    Duration left() {
        long nanos = until - System.nanoTime();
        return nanos <= 0
                ? Duration.ZERO
                : Duration.ofNanos(nanos).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }
}
