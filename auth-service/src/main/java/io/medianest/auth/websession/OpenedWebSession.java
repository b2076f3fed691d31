package io.medianest.auth.websession;

import io.medianest.auth.user.UserView;
import java.time.Duration;
import java.util.UUID;

/**
 * A browser's session that has just begun.
 *
 * @param user who signed in
 * @param deviceId where; the claim {@code sid}
 * @param token for the cookie; the only time that it is seen in clear
 * @param lifetime how long the browser may keep it
 */
public record OpenedWebSession(UserView user, UUID deviceId, String token, Duration lifetime) {

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "OpenedWebSession[" + user.id() + ", " + deviceId + "]";
    }
}
