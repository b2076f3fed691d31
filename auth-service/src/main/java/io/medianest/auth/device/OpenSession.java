package io.medianest.auth.device;

import java.util.UUID;

/**
 * A device that is signed in.
 *
 * @param userId who
 * @param deviceId where; the claim {@code sid}
 * @param refreshToken the only time that it is seen in clear
 */
public record OpenSession(UUID userId, UUID deviceId, String refreshToken) {

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "OpenSession[" + userId + ", " + deviceId + "]";
    }
}
