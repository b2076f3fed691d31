package io.medianest.auth.passwordchange;

import java.security.Principal;
import java.util.UUID;

/**
 * Somebody who may change a password and nothing else.
 *
 * @param userId whose password
 * @param token what proves it, to be used up by the change
 */
record ChangeHolder(UUID userId, String token) implements Principal {
    /** The one role of such a holder; no other endpoint allows it. */
    static final String ROLE = "PASSWORD_CHANGE";

    @Override
    public String getName() {
        return userId.toString();
    }

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "ChangeHolder[" + userId + "]";
    }
}
