package io.medianest.auth.device;

import java.time.Instant;
import java.util.UUID;

/**
 * A browser in which somebody has just signed in.
 *
 * @param userId who
 * @param deviceId where; the claim {@code sid}
 * @param signedInAt when
 * @param expiresAt when the sign-in ends, however much it is used
 */
public record BrowserDevice(UUID userId, UUID deviceId, Instant signedInAt, Instant expiresAt) {}
