package io.medianest.auth.device;

import java.time.Instant;
import java.util.UUID;

/**
 * A device that is signed in.
 *
 * @param userId who
 * @param deviceId where; the claim {@code sid}
 * @param authenticatedAt when the user last proved there who they are; the claim {@code auth_time}
 * @param refreshToken the only time that it is seen in clear
 */
public record OpenSession(UUID userId, UUID deviceId, Instant authenticatedAt, String refreshToken) {

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "OpenSession[" + userId + ", " + deviceId + "]";
    }
}
