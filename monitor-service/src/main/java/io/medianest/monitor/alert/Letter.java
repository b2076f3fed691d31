package io.medianest.monitor.alert;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert on its way.
 *
 * @param id the same at each attempt, so that a receiver can tell a repetition
 * @param kind how it goes
 * @param to where
 * @param secret in clear; null if there is none
 * @param alert what it says
 */
record Letter(
        UUID id,
        AlertKind kind,
        AlertDestination to,
        @Nullable String secret,
        Alert alert) {

    /** Without addresses and secret, wherever this is printed. */
    @Override
    public String toString() {
        return "Letter[" + id + "]";
    }
}
