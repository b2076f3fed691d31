package io.medianest.monitor.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.events.service.ServiceStatusChanged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a service is in another state than before, as the stream tells it.
 *
 * @param serviceName the service
 * @param from the state before; null if there was none
 * @param to the state now: online, degraded, offline, maintenance, disabled or unknown
 * @param at since when; earlier than the event if the first failures were confirmed later
 * @param cause why, in plain words without addresses; absent if there is nothing to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceStatusNews(
        String serviceName,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String from,
        String to,
        Instant at,
        @Nullable String cause) {

    static ServiceStatusNews of(ServiceStatusChanged event) {
        return new ServiceStatusNews(event.serviceName(), event.from(), event.to(), event.at(), event.cause());
    }
}
