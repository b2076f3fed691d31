package io.medianest.monitor.state;

import java.time.Duration;

/**
 * When results become a state.
 *
 * @param failures so many failures in a row are an outage; at least 1
 * @param recoveries so many answers in a row end it; at least 1
 * @param slowMs an answer that takes longer is slow, in milliseconds
 * @param gap if nobody looked for longer than this, nothing is known of the time between
 */
public record Thresholds(int failures, int recoveries, int slowMs, Duration gap) {
    /** Of so many answers… */
    static final int LOOKED_AT = 5;

    /** …so many slow ones are a state of its own. */
    static final int SLOW_ONES = 3;

    private static final double CLEARED_AT = 0.8;

    /** Whether an answer counts as slow; to come out of being slow it has to be a fifth faster. */
    boolean isSlow(int responseMs, boolean slowSoFar) {
        return responseMs > (slowSoFar ? slowMs * CLEARED_AT : slowMs);
    }
}
