package io.medianest.monitor.alert;

import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param trouble what was wrong, in words without secrets; null if it was taken
 * @param lasting whether trying again is of no use
 */
record Outcome(@Nullable String trouble, boolean lasting) {
    /** It was taken. */
    static final Outcome SENT = new Outcome(null, false);

    /** It was not, and may be later. */
    static Outcome later(String trouble) {
        return new Outcome(trouble, false);
    }

    /** It was not, and will not be. */
    static Outcome never(String trouble) {
        return new Outcome(trouble, true);
    }
}
