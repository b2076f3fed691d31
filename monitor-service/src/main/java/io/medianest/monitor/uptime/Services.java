package io.medianest.monitor.uptime;

import io.medianest.monitor.check.RecentChecks;
import io.medianest.monitor.kuma.KumaMonitor;
import io.medianest.monitor.kuma.KumaMonitors;
import io.medianest.monitor.schedule.Schedule;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.paging.TextPageRequest;
import io.medianest.runtime.paging.TextPosition;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How services are, as people ask for it. */
@ApplicationScoped
class Services {
    private static final String LIST = "services";
    private static final String KUMA = "uptime-kuma";
    private static final Duration LOOKED_WITHIN = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final ServiceQueries queries;
    private final HistoryQueries history;
    private final RecentChecks checks;
    private final KumaMonitors monitors;
    private final Schedule schedule;
    private final Paging paging;

    Services(
            ServiceQueries queries,
            HistoryQueries history,
            RecentChecks checks,
            KumaMonitors monitors,
            Schedule schedule,
            Paging paging) {
        this.queries = queries;
        this.history = history;
        this.checks = checks;
        this.monitors = monitors;
        this.schedule = schedule;
        this.paging = paging;
    }

    /** Services by name. */
    Uni<Page<ServiceView>> page(@Nullable String limit, @Nullable String cursor) {
        TextPageRequest request = paging.textRequest(LIST, limit == null ? "100" : limit, cursor);
        TextPosition after = request.after();
        return queries.page(null, after == null ? "" : after.text(), request.fetch())
                .map(rows -> request.page(rows, view -> new TextPosition(view.serviceName(), 0), view -> view));
    }

    /** One service with its last looks; 404 if there is none of that name. */
    Uni<ServiceDetails> details(String name) {
        return one(name)
                .chain(view -> checks.of(name)
                        .chain(recent -> (name.equals(KUMA)
                                        ? monitors.all()
                                        : Uni.createFrom().item(List.<KumaMonitor>of()))
                                .map(told -> ServiceDetails.of(view, recent, told))));
    }

    /** How a service has been; 404 if there is none of that name. */
    Uni<HistoryView> history(String name, Window window) {
        return one(name)
                .chain(() -> history.buckets(name, window.resolution(), window.hours()))
                .chain(buckets -> history.states(name, window.hours())
                        .map(states -> new HistoryView(window.word(), window.resolution(), buckets, states)));
    }

    /** Has a service looked at now, and answers how it is then; 404, or 409 {@code NOT_WATCHED}, or 503 if nobody did. */
    Uni<ServiceView> check(String name) {
        Instant asked = Instant.now();
        return one(name)
                .invoke(view -> {
                    if (!view.enabled()) {
                        throw ProblemException.conflict("NOT_WATCHED", "This service is disabled; enable it first.");
                    }
                })
                .chain(() -> schedule.hasten(name))
                .chain(() -> looked(name, asked));
    }

    private Uni<ServiceView> looked(String name, Instant asked) {
        return one(name)
                .onItem()
                .delayIt()
                .by(LOOK_EVERY)
                .repeat()
                .until(view -> view.lastCheckAt() != null && !view.lastCheckAt().isBefore(asked.minusMillis(1)))
                .collect()
                .last()
                .ifNoItem()
                .after(LOOKED_WITHIN)
                .failWith(() -> ProblemException.unavailable(
                        "NOT_LOOKED_AT",
                        "Nobody could look at this service right now: it has no address, or everything is busy.",
                        LOOKED_WITHIN))
                .chain(() -> one(name));
    }

    private Uni<ServiceView> one(String name) {
        return queries.one(name).map(view -> view.orElseThrow(() -> ProblemException.notFound("service")));
    }
}
