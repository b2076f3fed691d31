package io.medianest.monitor.probe;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Plex: its identity, which it tells without a token. */
@ApplicationScoped
class PlexProbe implements Probe {
    private final HttpLook http;

    PlexProbe(HttpLook http) {
        this.http = http;
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        return http.get(target, "/identity", Map.of("Accept", "application/json"))
                .map(answer -> answer.isSuccess()
                                && http.parsed(answer)
                                        .at("/MediaContainer/machineIdentifier")
                                        .isTextual()
                        ? ProbeResult.up()
                        : ProbeResult.down("What answers is no Plex Media Server, or is in trouble."));
    }

    @Override
    public Uni<ProbeResult> prove(Target target) {
        return look(target).chain(result -> http.takesKey(target, result, "/library/sections", "X-Plex-Token"));
    }
}
