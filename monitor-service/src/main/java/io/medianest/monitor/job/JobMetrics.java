package io.medianest.monitor.job;

import io.medianest.runtime.schedule.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When recurring work was last done, as the database knows it: also what no service does, such as backups, and what was
 * done before the services last started.
 */
@ApplicationScoped
class JobMetrics {
    private static final Set<String> WITHOUT_SERVICE = Set.of("medianest-database", "medianest-backup");
    /** What has not been due for longer is not done by anybody any more. */
    private static final Duration ALIVE = Duration.ofDays(2);

    private final MultiGauge lastSuccess;

    JobMetrics(MeterRegistry registry) {
        lastSuccess = MultiGauge.builder("medianest.job.last.success")
                .description("When the work was last done, in seconds since 1970; 0 for not yet")
                .register(registry);
    }

    /**
     * @param pause how often the state of services and their uptimes are shown to Prometheus
     */
    void start(
            @Observes StartupEvent event,
            Rounds rounds,
            JobQueries jobs,
            @ConfigProperty(name = "medianest.monitor.metrics-every") Duration pause) {
        rounds.every(
                "Showing recurring work to Prometheus",
                pause,
                () -> jobs.all().invoke(this::show).replaceWithVoid());
    }

    private void show(List<Job> jobs) {
        Instant oldest = Instant.now().minus(ALIVE);
        lastSuccess.register(
                jobs.stream()
                        .filter(job -> isDoneByTheClock(job, oldest))
                        .<Row<?>>map(job -> Row.of(
                                Tags.of("job", job.name()),
                                job.lastSucceededAt() == null
                                        ? 0
                                        : job.lastSucceededAt().getEpochSecond()))
                        .toList(),
                true);
    }

    private static boolean isDoneByTheClock(Job job, Instant oldest) {
        return WITHOUT_SERVICE.contains(job.service())
                || (job.nextRunAt() != null && job.nextRunAt().isAfter(oldest));
    }
}
