package io.medianest.auth.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Links a Plex account.
 *
 * @param pinId of a PIN that one has started while signed in, and approved at Plex
 */
record LinkPlex(@NotNull @Size(min = 1, max = MAX_PIN) String pinId) {
    private static final int MAX_PIN = 128;

    /** Shows no PIN, wherever this is printed. */
    @Override
    public String toString() {
        return "LinkPlex[]";
    }
}
