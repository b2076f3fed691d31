package io.medianest.runtime.schedule;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after failures: doubling, with chance, so that instances do not come back at the same moment. */
public final class Pauses {
    private static final int MOST_DOUBLINGS = 20;

    private Pauses() {}

    /**
     * The pause after a number of failures in a row.
     *
     * @param failures from 1
     * @return between half of and the whole doubled first pause, at most the longest
     */
    public static Duration after(int failures, Duration first, Duration longest) {
        int doublings = Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS);
        long whole = Math.min(first.toMillis() << doublings, longest.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole / 2, whole + 1));
    }
}
