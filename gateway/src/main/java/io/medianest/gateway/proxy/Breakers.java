package io.medianest.gateway.proxy;

import io.medianest.gateway.route.Destination;
import io.medianest.gateway.route.RouteTable;
import io.medianest.gateway.route.Service;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The breaker of each service of this installation. */
@ApplicationScoped
class Breakers {
    private final Map<Service, Breaker> breakers = new EnumMap<>(Service.class);

    Breakers(RouteTable routes, ProxyConfig config, MeterRegistry registry) {
        for (Destination destination : routes.destinations()) {
            Service service = destination.service();
            breakers.put(service, new Breaker(service, config, registry));
        }
    }

    Breaker of(Service service) {
        return Objects.requireNonNull(breakers.get(service), () -> service + " is not part of this installation");
    }
}
