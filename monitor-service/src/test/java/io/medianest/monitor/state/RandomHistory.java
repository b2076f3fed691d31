package io.medianest.monitor.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Checks at random, with gaps between them and maintenance beside them, in times of milliseconds from zero. */
record RandomHistory(List<Observation> observations, List<Span> windows, int end) {
    static final int GAP = 100;
    static final Thresholds THRESHOLDS = new Thresholds(3, 2, 1_000, Duration.ofMillis(GAP));

    static RandomHistory of(long seed) {
        Random random = new Random(seed);
        List<Observation> observations = new ArrayList<>();
        int at = 0;
        double down = random.nextDouble();
        for (int i = 0; i < 150; i++) {
            at += random.nextInt(20) == 0 ? GAP + random.nextInt(200) : 1 + random.nextInt(GAP - 1);
            if (random.nextInt(15) == 0) {
                down = random.nextDouble();
            }
            double chance = random.nextDouble();
            Finding finding = chance < down
                    ? Finding.DOWN
                    : random.nextInt(3) == 0 ? Finding.IMPAIRED : random.nextInt(12) == 0 ? Finding.UNSEEN : Finding.UP;
            observations.add(new Observation(Instant.ofEpochMilli(at), finding, null, null));
        }
        List<Span> windows = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(at);
            windows.add(new Span(Instant.ofEpochMilli(from), Instant.ofEpochMilli(from + 1L + random.nextInt(600))));
        }
        return new RandomHistory(observations, windows, at);
    }
}
