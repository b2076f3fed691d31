package io.medianest.monitor.schedule;

import io.medianest.monitor.probe.ProbeConfig;
import io.medianest.monitor.probe.Probes;
import io.medianest.monitor.probe.Target;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks at every service in its turn. What this instance has taken it gives back once it is recorded. */
@ApplicationScoped
class ProbeRounds {
    private static final Logger LOG = Logger.getLogger(ProbeRounds.class);
    private static final int FAREWELL_SECONDS = 2;

    private final Recorder recorder;
    private final Results results;
    private final Probes probes;
    private final Targets targets;
    private final ProbeConfig config;
    private final Sight sight;
    private final Map<Integer, Taken> underWay = new ConcurrentHashMap<>();

    ProbeRounds(Recorder recorder, Results results, Probes probes, Targets targets, ProbeConfig config, Sight sight) {
        this.recorder = recorder;
        this.results = results;
        this.probes = probes;
        this.targets = targets;
        this.config = config;
        this.sight = sight;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        if (config.every().isPositive()) {
            rounds.every(
                    "Looking at services",
                    config.every(),
                    () -> results.record(taken -> underWay.remove(taken.serviceId(), taken))
                            .chain(() -> take(rounds)));
        }
    }

    /** Others need not wait until what this one has taken counts as lost. */
    void stop(@Observes ShutdownEvent event, Rounds rounds) throws InterruptedException {
        Set<UUID> owners = underWay.values().stream().map(Taken::owner).collect(Collectors.toSet());
        if (owners.isEmpty()) {
            return;
        }
        CountDownLatch given = new CountDownLatch(1);
        rounds.once(
                "Giving services back",
                () -> recorder.giveBack(owners).onTermination().invoke(given::countDown));
        if (!given.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("What was being looked at was not given back in time; others take it over soon");
        }
    }

    private Uni<Void> take(Rounds rounds) {
        int free = config.atOnce() - underWay.size();
        if (free <= 0) {
            return Uni.createFrom().voidItem();
        }
        return recorder.take(free)
                .invoke(taken -> taken.forEach(one -> {
                    sight.taken(one);
                    underWay.put(one.serviceId(), one);
                    rounds.once("Looking at a service", () -> look(one));
                }))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> blind(failure));
    }

    /** While the database is away nobody can be told whose turn it is; of the database itself it is remembered. */
    private Uni<Void> blind(Throwable failure) {
        LOG.debugf("Nothing can be taken: %s", failure.toString());
        return sight.withoutDatabase();
    }

    private Uni<Void> look(Taken taken) {
        Optional<Target> target = taken.enabled() ? targets.find(taken.name()) : Optional.empty();
        if (target.isEmpty()) {
            sight.forget(taken.name());
            results.add(new Seen(taken, List.of()));
            return Uni.createFrom().voidItem();
        }
        Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return probes.look(target.get())
                .invoke(result -> results.add(new Seen(taken, sight.observations(taken.name(), begun, result))))
                .replaceWithVoid();
    }
}
