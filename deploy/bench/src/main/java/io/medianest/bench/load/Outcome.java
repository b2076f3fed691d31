package io.medianest.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What became of a load.
 *
 * @param count how many calls ended well
 * @param failures how many did not
 * @param seconds how long it went on
 * @param micros how long each took, in microseconds
 */
public record Outcome(long count, long failures, double seconds, Histogram micros) {
    private static final double MICROS_PER_MILLI = 1_000;

    /** Calls that ended well, in a second. */
    public double perSecond() {
        return count / seconds;
    }

    /** In milliseconds, below which that many percent of the calls stayed. */
    public double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    /**
     * Expects that every call went well, since a figure of anything else would mean nothing.
     *
     * @throws IllegalStateException if one did not
     */
    public Outcome expectAllWell(String what) {
        if (failures > 0) {
            throw new IllegalStateException("%s: %d calls went well, %d did not".formatted(what, count, failures));
        }
        return this;
    }
}
