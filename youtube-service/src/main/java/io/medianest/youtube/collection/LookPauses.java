package io.medianest.youtube.collection;

import java.time.Duration;
import java.util.List;

/** How long is waited between looks for what Plex has not found yet. */
final class LookPauses {
    private static final int MOST_DOUBLINGS = 20;

    private LookPauses() {}

    /**
     * The pause after a look.
     *
     * @param attempt the number of the look, from 1
     */
    static Duration after(int attempt, CollectionConfig config) {
        List<Duration> pauses = config.pauses();
        if (attempt <= pauses.size()) {
            return pauses.get(Math.max(attempt, 1) - 1);
        }
        long doublings = Math.min(attempt - pauses.size(), MOST_DOUBLINGS);
        Duration pause = pauses.getLast().multipliedBy(1L << doublings);
        return pause.compareTo(config.longestPause()) > 0 ? config.longestPause() : pause;
    }
}
