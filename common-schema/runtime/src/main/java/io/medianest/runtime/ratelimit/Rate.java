package io.medianest.runtime.ratelimit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many within such a time.
 *
 * @param count how many, at least 1
 * @param period from one second to 366 days
 */
public record Rate(int count, Duration period) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})/([1-9][0-9]{0,5})?([smhd])");
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Checks the bounds. */
    public Rate {
        if (count < 1 || period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A rate is at least 1 in from 1s to 366d");
        }
    }

    /**
     * Reads a rate as it is configured: {@code 20/1h}, {@code 5/15m}, {@code 100/m}.
     *
     * @throws IllegalArgumentException that shows the form
     */
    public static Rate parse(CharSequence text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no rate; a rate is <count>/<period>, such as 20/1h, 5/15m or 100/60s");
        }
        long number = parts.group(2) == null ? 1 : Long.parseLong(parts.group(2));
        Duration unit = switch (parts.group(3)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
        return new Rate(Integer.parseInt(parts.group(1)), unit.multipliedBy(number));
    }

    /** How long it takes until one more is allowed; rounded up, so that never more than the count fits the period. */
    long intervalMicros() {
        return Math.ceilDiv(period.toNanos() / 1_000, count);
    }
}
