package io.medianest.monitor.probe;

import io.medianest.monitor.kuma.KumaMetrics;
import io.medianest.monitor.kuma.KumaMonitor;
import io.medianest.monitor.kuma.KumaMonitors;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Uptime Kuma: whether it answers, and what its monitors say. */
@ApplicationScoped
class KumaProbe implements Probe {
    private final HttpLook http;
    private final KumaMonitors monitors;

    KumaProbe(HttpLook http, KumaMonitors monitors) {
        this.http = http;
        this.monitors = monitors;
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        return http.get(target, "/api/entry-page", Map.of())
                .chain(answer -> answer.isSuccess() && http.parsed(answer).isObject()
                        ? metrics(target)
                        : Uni.createFrom().item(ProbeResult.down("What answers is no Uptime Kuma, or is in trouble.")));
    }

    private Uni<ProbeResult> metrics(Target target) {
        if (target.key() == null) {
            return Uni.createFrom().item(ProbeResult.up());
        }
        String pair = ":" + target.key();
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return http.get(target, "/metrics", Map.of("Authorization", basic)).chain(this::taken);
    }

    private Uni<ProbeResult> taken(OutboundAnswer answer) {
        if (!answer.isSuccess()) {
            return Uni.createFrom().item(HttpLook.refused(answer));
        }
        List<KumaMonitor> all = KumaMetrics.parse(answer.text());
        return monitors.keep(all).replaceWith(ProbeResult.up());
    }
}
