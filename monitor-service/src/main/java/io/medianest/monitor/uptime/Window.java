package io.medianest.monitor.uptime;

import io.medianest.runtime.problem.ProblemException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far back a history goes, and in which steps. */
enum Window {
    DAY("24h", "hour", 24),
    WEEK("7d", "hour", 7 * 24),
    MONTH("30d", "day", 30 * 24),
    QUARTER("90d", "day", 90 * 24);

    private final String word;
    private final String resolution;
    private final int hours;

    Window(String word, String resolution, int hours) {
        this.word = word;
        this.resolution = resolution;
        this.hours = hours;
    }

    String word() {
        return word;
    }

    String resolution() {
        return resolution;
    }

    int hours() {
        return hours;
    }

    /** The window of that word; 24 hours for null; 400 for anything else. */
    static Window of(@Nullable String word) {
        if (word == null) {
            return DAY;
        }
        return Arrays.stream(values())
                .filter(window -> window.word.equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "window",
                        "must be one of "
                                + Arrays.stream(values()).map(Window::word).collect(Collectors.joining(", "))));
    }
}
