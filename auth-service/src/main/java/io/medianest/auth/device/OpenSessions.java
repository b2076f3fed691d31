package io.medianest.auth.device;

import io.medianest.runtime.schedule.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;

/** Counts the sign-ins that are open, once a minute. */
@ApplicationScoped
class OpenSessions {
    private static final Duration EACH = Duration.ofMinutes(1);
    private static final String COUNT = """
            select count(*) filter (where s.id is null) as devices,
                   count(*) filter (where s.expires > now()) as browsers
              from devices d left join sessions s on s.device_id = d.id
             where d.revoked_at is null and d.expires_at > now()
            """;

    private final Pool pool;
    private final Rounds rounds;
    private final MeterRegistry registry;
    private volatile Counts counts = new Counts(0, 0);

    private record Counts(long devices, long browsers) {}

    OpenSessions(Pool pool, Rounds rounds, MeterRegistry registry) {
        this.pool = pool;
        this.rounds = rounds;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        gauge("device", () -> counts.devices());
        gauge("web-session", () -> counts.browsers());
        rounds.every("Counting sessions", EACH, this::count);
    }

    private Uni<Void> count() {
        return pool.query(COUNT)
                .execute()
                .map(rows -> rows.iterator().next())
                .invoke(row -> counts = new Counts(row.getLong("devices"), row.getLong("browsers")))
                .replaceWithVoid();
    }

    private void gauge(String kind, Supplier<Number> count) {
        Gauge.builder("medianest.auth.sessions.open", count)
                .description("Sign-ins that are open, as of the last minute")
                .tag("kind", kind)
                .register(registry);
    }
}
