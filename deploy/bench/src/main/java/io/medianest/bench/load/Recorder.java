package io.medianest.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts calls and how long they took. For one thread. */
final class Recorder {
    private static final int DIGITS = 3;
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Histogram micros = new Histogram(HIGHEST_MICROS, DIGITS);
    private long failures;

    void done(long nanos, boolean well) {
        if (well) {
            micros.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, nanos / 1_000)));
        } else {
            failures++;
        }
    }

    Outcome outcome(long nanos) {
        return new Outcome(micros.getTotalCount(), failures, nanos / (double) TimeUnit.SECONDS.toNanos(1), micros);
    }
}
