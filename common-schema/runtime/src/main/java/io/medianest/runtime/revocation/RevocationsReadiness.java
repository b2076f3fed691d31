package io.medianest.runtime.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once everything revoked before the start is known: before that a revoked token could be accepted. */
@Readiness
@ApplicationScoped
class RevocationsReadiness implements HealthCheck {
    private final RevocationFeed feed;

    RevocationsReadiness(RevocationFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("revocations").status(feed.isReady()).build();
    }
}
