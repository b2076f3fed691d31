package io.medianest.runtime.ratelimit;

/** Where Redis keeps what users were allowed, until auth-service writes it to the table {@code rate_limits}. */
public final class RecordedCounts {
    /** A hash: fields {@code <user id>|<policy>|<start of the hour, epoch seconds>}, values how many were allowed. */
    public static final String KEY = "rl:counts";
    /** The most fields; what does not fit is decided all the same, and not recorded. */
    public static final int MAX_FIELDS = 20_000;

    private RecordedCounts() {}
}
