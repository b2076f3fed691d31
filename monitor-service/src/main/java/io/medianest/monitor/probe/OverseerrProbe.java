package io.medianest.monitor.probe;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Overseerr: its public settings; its status page would call a site outside, without a time-out. */
@ApplicationScoped
class OverseerrProbe implements Probe {
    private final HttpLook http;

    OverseerrProbe(HttpLook http) {
        this.http = http;
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        return http.get(target, "/api/v1/settings/public", Map.of("Accept", "application/json"))
                .map(answer -> answer.isSuccess()
                                && http.parsed(answer).path("initialized").isBoolean()
                        ? ProbeResult.up()
                        : ProbeResult.down("What answers is no Overseerr, or is in trouble."));
    }

    @Override
    public Uni<ProbeResult> prove(Target target) {
        return look(target).chain(result -> http.takesKey(target, result, "/api/v1/auth/me", "X-Api-Key"));
    }
}
