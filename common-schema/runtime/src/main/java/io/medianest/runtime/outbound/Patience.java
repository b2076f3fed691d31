package io.medianest.runtime.outbound;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How long an outside system wants to be left alone, counted by a clock that nobody sets. */
final class Patience {
    private static final Duration UNSAID = Duration.ofSeconds(5);

    private final Duration longest;
    private volatile long until = System.nanoTime();

    Patience(Duration longest) {
        this.longest = longest;
    }

    /**
     * It has asked for it.
     *
     * @param retryAfter the header, in seconds; anything else is taken for a few
     */
    void asked(@Nullable String retryAfter) {
        Duration rest = retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : UNSAID;
        Duration bounded = rest.compareTo(longest) > 0 ? longest : rest;
        until = System.nanoTime() + bounded.toNanos();
    }

    /** What is left of it, in full seconds; zero when it may be asked. */
    Duration left() {
        long nanos = until - System.nanoTime();
        return nanos <= 0
                ? Duration.ZERO
                : Duration.ofNanos(nanos).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }
}
