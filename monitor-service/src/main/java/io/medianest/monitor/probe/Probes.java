package io.medianest.monitor.probe;

import io.medianest.monitor.state.Finding;
import io.medianest.runtime.address.RefusedAddressException;
import io.medianest.runtime.outbound.OutboundException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks at any service with the probe of its kind. */
@ApplicationScoped
public class Probes {
    private static final Logger LOG = Logger.getLogger(Probes.class);
    private static final Map<String, Class<? extends Probe>> BY_NAME = Map.of(
            "plex",
            PlexProbe.class,
            "overseerr",
            OverseerrProbe.class,
            "uptime-kuma",
            KumaProbe.class,
            "redis",
            RedisProbe.class,
            "database",
            DatabaseProbe.class,
            "kafka",
            KafkaProbe.class,
            "disk",
            DiskProbe.class,
            "yt-dlp",
            YtDlpProbe.class);

    private final Instance<Probe> all;
    private final ProbeConfig config;

    Probes(Instance<Probe> all, ProbeConfig config) {
        this.all = all;
        this.config = config;
    }

    /** Looks at a service; never fails, and ends within the target's time-out and a second. */
    public Uni<ProbeResult> look(Target target) {
        return tried(target, () -> probe(target).look(target));
    }

    /** Looks at a service and tries its key; never fails, and ends within the target's time-out and a second. */
    public Uni<ProbeResult> prove(Target target) {
        return tried(target, () -> probe(target).prove(target));
    }

    /** Whether anything listens at the target's address, whatever it is; never fails, and ends in the same time. */
    public Uni<ProbeResult> listens(Target target) {
        return tried(target, () -> all.select(TcpProbe.class).get().look(target));
    }

    private static Uni<ProbeResult> tried(Target target, Supplier<Uni<? extends ProbeResult>> look) {
        long started = System.nanoTime();
        return Uni.createFrom()
                .deferred(look)
                .ifNoItem()
                .after(target.timeout().plusSeconds(1))
                .fail()
                .map(result -> result.took(
                        (int) Duration.ofNanos(System.nanoTime() - started).toMillis()))
                .onFailure()
                .recoverWithItem(failure -> new ProbeResult(Finding.DOWN, null, words(target, failure)));
    }

    private Probe probe(Target target) {
        return all.select(kind(target)).get();
    }

    private Class<? extends Probe> kind(Target target) {
        if (config.services().containsKey(target.name())) {
            return HealthProbe.class;
        }
        Class<? extends Probe> known = BY_NAME.get(target.name());
        if (known != null) {
            return known;
        }
        return target.url() != null && "tcp".equals(target.url().getScheme()) ? TcpProbe.class : WebProbe.class;
    }

    private static String words(Target target, Throwable failure) {
        return switch (failure) {
            case RefusedAddressException refused ->
                switch (refused.reason()) {
                    case MALFORMED -> "Its address is none that can be spoken to.";
                    case UNKNOWN_HOST -> "Nobody knows its host.";
                    case NOT_ALLOWED -> "It is at an address that this installation may not speak to.";
                };
            case TimeoutException late -> "It does not answer in time.";
            case OutboundException known
            when known.reason() == OutboundException.Reason.TIMEOUT -> "It does not answer in time.";
            case OutboundException known
            when known.reason() == OutboundException.Reason.TOO_LONG -> "Its answer is too long.";
            case OutboundException known -> "Nothing answers under its address.";
            default -> {
                LOG.debugf(failure, "Looking at %s", target.name());
                yield "It does not answer.";
            }
        };
    }
}
