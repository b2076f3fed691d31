package io.medianest.monitor.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An alert in words.
 *
 * @param title one line
 * @param message a few lines
 */
record AlertText(String title, String message) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Says it. */
    static AlertText of(Alert alert) {
        return switch (alert.event()) {
            case DOWN -> new AlertText(alert.displayName() + " is " + alert.status(), down(alert));
            case UP -> new AlertText(alert.displayName() + " is " + back(alert), up(alert));
            case TEST -> new AlertText("MediaNest can reach you here", "This was only a test. Nothing is wrong.");
        };
    }

    private static String down(Alert alert) {
        return since(alert) + cause(alert) + (alert.endedAt() == null ? "" : "\n" + until(alert));
    }

    private static String up(Alert alert) {
        return until(alert) + cause(alert);
    }

    private static String back(Alert alert) {
        return alert.status().equals("degraded") ? "back, but degraded" : "back";
    }

    private static String since(Alert alert) {
        return "Since " + TIME.format(alert.startedAt()) + ".";
    }

    private static String until(Alert alert) {
        Instant end = alert.endedAt() == null ? alert.startedAt() : alert.endedAt();
        return "From " + TIME.format(alert.startedAt()) + " to " + TIME.format(end) + ", "
                + words(Duration.between(alert.startedAt(), end)) + ".";
    }

    private static String cause(Alert alert) {
        return alert.cause() == null ? "" : "\nCause: " + alert.cause();
    }

    private static String words(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }
}
