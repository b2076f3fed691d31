package io.medianest.monitor.uptime;

import io.medianest.runtime.job.Jobs;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps uptime_percentage and the days' sums as they should be. */
@ApplicationScoped
class UptimeRounds {
    /**
     * @param pause how often uptime_percentage is written anew
     * @param daysPause how often the days of the history are summed up
     */
    void start(
            @Observes StartupEvent event,
            Jobs jobs,
            ServiceQueries services,
            HistoryQueries history,
            @ConfigProperty(name = "medianest.monitor.uptime-refresh") Duration pause,
            @ConfigProperty(name = "medianest.monitor.days-refresh") Duration daysPause) {
        jobs.every("uptimes", pause, () -> services.refresh().map(changed -> changed + " changed"));
        jobs.every("days", daysPause, () -> history.sumUpDays().replaceWith("summed up"));
    }
}
