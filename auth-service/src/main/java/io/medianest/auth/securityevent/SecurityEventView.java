package io.medianest.auth.securityevent;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened around signing in, as its user and an ADMIN see it.
 *
 * @param type what, such as {@code signed-in}
 * @param suspicious whether somebody should look at it
 * @param deviceId at which device; null if at none
 * @param ip where the request came from; null if unknown
 * @param userAgent what the client called itself; null if it did not say
 * @param detail further facts; may be empty
 */
@Schema(name = "SecurityEvent")
public record SecurityEventView(
        UUID id,
        @Schema(examples = "signed-in") String type,
        boolean suspicious,
        @Nullable UUID deviceId,
        @Nullable String ip,
        @Nullable String userAgent,
        Map<String, Object> detail,
        Instant createdAt) {}
