package io.medianest.monitor.alert;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this instance has taken.
 *
 * @param id of the delivery
 * @param channelId by which channel
 * @param kind how it goes
 * @param to where
 * @param sealedSecret encrypted; null if there is none
 * @param attempts which attempt this is, from 1
 * @param alert what it says
 */
record Dispatch(
        UUID id,
        UUID channelId,
        AlertKind kind,
        AlertDestination to,
        @Nullable String sealedSecret,
        int attempts,
        Alert alert) {

    /** Without addresses and secret, wherever this is printed. */
    @Override
    public String toString() {
        return "Dispatch[" + id + ", attempt " + attempts + "]";
    }
}
