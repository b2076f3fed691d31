package io.medianest.runtime.security;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the public keys are known: before that every token would be refused. */
@Readiness
@ApplicationScoped
class KeysReadiness implements HealthCheck {
    private final PublicKeys keys;

    KeysReadiness(PublicKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("public-keys").status(keys.isLoaded()).build();
    }
}
