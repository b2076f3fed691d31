package io.medianest.monitor.probe;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** MediaNest's own services: whether they say that they are ready. */
@ApplicationScoped
class HealthProbe implements Probe {
    private final HttpLook http;

    HealthProbe(HttpLook http) {
        this.http = http;
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        return http.get(target, "", Map.of())
                .map(answer ->
                        answer.isSuccess() ? ProbeResult.up() : ProbeResult.down("It says that it is not ready."));
    }
}
