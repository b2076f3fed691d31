package io.medianest.monitor.schedule;

import io.medianest.monitor.probe.ProbeConfig;
import io.medianest.monitor.probe.ProbeResult;
import io.medianest.monitor.probe.Probes;
import io.medianest.monitor.state.Finding;
import io.medianest.monitor.state.Observation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Turns results into observations: with what this instance could not see, and what it could not record before. */
@ApplicationScoped
class Sight {
    private static final String DATABASE = "database";
    /** A day's. */
    private static final int MOST_REMEMBERED = 8_640;

    private final OwnNetwork network;
    private final Probes probes;
    private final Targets targets;
    private final ProbeConfig config;
    private final ProbeMetrics metrics;
    private final Queue<Observation> remembered = new ConcurrentLinkedQueue<>();
    private volatile Instant next = Instant.MIN;

    Sight(OwnNetwork network, Probes probes, Targets targets, ProbeConfig config, ProbeMetrics metrics) {
        this.network = network;
        this.probes = probes;
        this.targets = targets;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * What a result means; the last one of the list is the result's.
     *
     * @param begun when the service began to be asked
     */
    List<Observation> observations(String service, Instant begun, ProbeResult result) {
        metrics.looked(service, result);
        network.saw(service, result);
        List<Observation> observations = new ArrayList<>();
        if (service.equals(DATABASE)) {
            for (Observation early = remembered.poll(); early != null; early = remembered.poll()) {
                observations.add(early);
            }
        }
        observations.add(observation(begun, result));
        return observations;
    }

    /** A service is about to be looked at. */
    void taken(Taken service) {
        metrics.taken(service.lagMs());
    }

    /** A service is not looked at any more. */
    void forget(String service) {
        network.forget(service);
    }

    /** Looks at the database now and then, and remembers what it saw until somebody can record it. */
    Uni<Void> withoutDatabase() {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (at.isBefore(next)) {
            return Uni.createFrom().voidItem();
        }
        next = at.plus(config.suspectInterval());
        return probes.look(targets.find(DATABASE).orElseThrow())
                .invoke(result -> {
                    if (remembered.size() < MOST_REMEMBERED) {
                        remembered.add(observation(at, result));
                    }
                })
                .replaceWithVoid();
    }

    /** An answer shows that it works when it comes: who had to wait for it may have begun to ask while nothing worked. */
    private Observation observation(Instant begun, ProbeResult result) {
        Integer took = result.responseMs();
        Instant at = took == null ? begun : begun.plusMillis(took);
        boolean blind = result.finding() == Finding.DOWN && network.isSuspect();
        return blind
                ? new Observation(at, Finding.UNSEEN, null, "Nothing at all can be reached from here.")
                : new Observation(at, result.finding(), result.responseMs(), result.cause());
    }
}
