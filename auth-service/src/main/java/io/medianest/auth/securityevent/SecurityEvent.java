package io.medianest.auth.securityevent;

import io.medianest.auth.client.Client;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened around signing in.
 *
 * @param type what
 * @param userId to whom; null if no account was meant
 * @param deviceId at which device; null if at none
 * @param client where the request came from
 * @param detail further facts, without secrets and without personal data; may be empty
 */
public record SecurityEvent(
        SecurityEventType type,
        @Nullable UUID userId,
        @Nullable UUID deviceId,
        Client client,
        Map<String, Object> detail) {

    /** Something that happened to a user, at no device in particular. */
    public static SecurityEvent of(SecurityEventType type, @Nullable UUID userId, Client client) {
        return new SecurityEvent(type, userId, null, client, Map.of());
    }

    /** The same at a device. */
    public SecurityEvent at(UUID device) {
        return new SecurityEvent(type, userId, device, client, detail);
    }

    /** The same with one fact more. */
    public SecurityEvent with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(detail);
        more.put(name, value);
        return new SecurityEvent(type, userId, deviceId, client, more);
    }
}
