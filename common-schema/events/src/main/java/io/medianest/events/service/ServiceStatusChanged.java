package io.medianest.events.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service is in another state than before.
 *
 * @param serviceName the service
 * @param from the state before; null if there was none
 * @param to the state now
 * @param at since when; earlier than the event if the first failures were confirmed later
 * @param cause why, in words without addresses and secrets; null if there is nothing to say
 */
public record ServiceStatusChanged(
        String serviceName,
        @Nullable String from,
        String to,
        Instant at,
        @Nullable String cause) implements ServiceEvent {}
