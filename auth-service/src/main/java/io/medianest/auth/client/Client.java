package io.medianest.auth.client;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, for the list of devices and the security events. Never decides anything.
 *
 * @param address the IP address as text; null if unknown
 * @param userAgent what the client calls itself, at most 512 characters; null if it does not say
 */
public record Client(@Nullable String address, @Nullable String userAgent) {
    /** A request of MediaNest itself, or one that is nobody's business. */
    public static final Client NONE = new Client(null, null);
}
