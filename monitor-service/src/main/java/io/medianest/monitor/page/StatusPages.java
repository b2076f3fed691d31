package io.medianest.monitor.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.medianest.monitor.config.ConfiguredServices;
import io.medianest.monitor.page.StatusPage.PublicIncident;
import io.medianest.monitor.page.StatusPage.PublicService;
import io.medianest.monitor.page.StatusPageQueries.Present;
import io.medianest.runtime.outbound.CallersContext;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The status page, read once for all who want it at nearly the same time, however many those are. It is made anew after
 * some seconds, and at once when the configuration of a service changes.
 */
@ApplicationScoped
class StatusPages {
    private static final String ONLY = "page";

    private final StatusPageQueries queries;
    private final DayQueries days;
    private final ObjectMapper json;
    private final Template template;
    private final AsyncCache<String, Shown> shown;

    /** The page in its two forms. */
    record Shown(Form json, Form html) {}

    /**
     * @param refresh how old the public status page may be
     */
    StatusPages(
            StatusPageQueries queries,
            DayQueries days,
            ObjectMapper json,
            @Location("status-page.html") Template template,
            ConfiguredServices services,
            @ConfigProperty(name = "medianest.monitor.page.refresh") Duration refresh) {
        this.queries = queries;
        this.days = days;
        this.json = json;
        this.template = template;
        shown = Caffeine.newBuilder().expireAfterWrite(refresh).buildAsync();
        services.onChange(() -> shown.asMap().remove(ONLY));
    }

    /** As it is now, or was some seconds ago. */
    Uni<Shown> current() {
        return CallersContext.keep(Uni.createFrom()
                .completionStage(() ->
                        shown.get(ONLY, (key, executor) -> made().subscribe().asCompletionStage())));
    }

    private Uni<Shown> made() {
        return page().map(page -> {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
            return new Shown(
                    Form.of(write(page)),
                    Form.of(template.data("page", page, "now", now).render()));
        });
    }

    private Uni<StatusPage> page() {
        return queries.services()
                .chain(services -> days.days(services.stream().map(Present::id).toList())
                        .chain(all -> queries.incidents()
                                .chain(incidents -> queries.maintenance().map(maintenance -> {
                                    OverallState state = OverallState.of(services.stream()
                                            .map(Present::state)
                                            .toList());
                                    return new StatusPage(
                                            state.word(),
                                            state.message(),
                                            services.stream()
                                                    .map(service -> view(service, all))
                                                    .toList(),
                                            incidents(incidents, true),
                                            incidents(incidents, false),
                                            maintenance);
                                }))));
    }

    private static PublicService view(Present service, Map<Integer, List<StatusPage.Day>> days) {
        return new PublicService(
                service.displayName(),
                service.state(),
                service.since(),
                service.uptime(),
                days.getOrDefault(service.id(), List.of()));
    }

    private static List<PublicIncident> incidents(List<PublicIncident> all, boolean open) {
        return all.stream()
                .filter(incident -> (incident.endedAt() == null) == open)
                .toList();
    }

    private String write(StatusPage page) {
        try {
            return json.writeValueAsString(page);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The status page could not be written as JSON", e);
        }
    }
}
