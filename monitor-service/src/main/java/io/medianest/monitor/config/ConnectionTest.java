package io.medianest.monitor.config;

import io.medianest.monitor.probe.ProbeResult;
import io.medianest.monitor.probe.Probes;
import io.medianest.monitor.probe.Target;
import io.medianest.monitor.state.Finding;
import io.medianest.runtime.outbound.CallersContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;

/**
 * Tries whether a service answers under an address, is what it should be, and takes the key: with the probe that will
 * look at it later. Changes nothing there.
 */
@ApplicationScoped
class ConnectionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int NEVER_SLOW = Integer.MAX_VALUE;

    private final Probes probes;

    ConnectionTest(Probes probes) {
        this.probes = probes;
    }

    /** Tries it; what goes wrong is the result, never a failure. */
    Uni<ConnectionResult> run(ConfiguredService service) {
        return CallersContext.keep(Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return tried(service)
                    .map(result -> new ConnectionResult(
                            result.finding() == Finding.UP,
                            Objects.requireNonNullElse(result.cause(), "It answers as it should."),
                            Duration.ofNanos(System.nanoTime() - started).toMillis()));
        }));
    }

    private Uni<ProbeResult> tried(ConfiguredService service) {
        Target target =
                new Target(service.name(), service.url(), service.key(), service.settings(), TIMEOUT, NEVER_SLOW);
        // What belongs to the installation is probed where its operator says, whatever address an ADMIN writes here.
        return service.kind() == ServiceKind.OWN ? probes.listens(target) : probes.prove(target);
    }
}
