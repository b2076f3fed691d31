package io.medianest.auth.secondfactor;

import java.security.Principal;
import java.util.UUID;

/**
 * Somebody who may add a second factor and nothing else.
 *
 * @param userId whose
 * @param token what proves it, to be used up when it is added
 */
record SetupHolder(UUID userId, String token) implements Principal {
    /** The one role of such a holder; no other endpoint allows it. */
    static final String ROLE = "SECOND_FACTOR_SETUP";

    @Override
    public String getName() {
        return userId.toString();
    }

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "SetupHolder[" + userId + "]";
    }
}
