package io.medianest.auth.export;

import io.medianest.auth.client.Client;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Collects everything that is stored about somebody, from every slice through the views that are granted for it. */
@ApplicationScoped
class PersonExport {
    /** Of each part, so that nobody's copy takes this service down; the newest rows are given. */
    static final int MOST_ROWS = 5_000;

    private final Pool pool;
    private final SecurityEvents securityEvents;

    PersonExport(Pool pool, SecurityEvents securityEvents) {
        this.pool = pool;
        this.securityEvents = securityEvents;
    }

    private record Part(String name, JsonArray rows) {}

    /** The copy, which is recorded as a security event of the person. */
    Uni<ExportView> of(UUID userId, Client client) {
        return securityEvents
                .record(SecurityEvent.of(SecurityEventType.DATA_EXPORTED, userId, client))
                .chain(() -> Multi.createFrom()
                        .iterable(Section.ALL)
                        .onItem()
                        .transformToUniAndConcatenate(section -> read(section, userId))
                        .collect()
                        .asList())
                .map(PersonExport::view);
    }

    private Uni<Part> read(Section section, UUID userId) {
        return pool.preparedQuery(section.asJson())
                .execute(Tuple.of(userId, MOST_ROWS + 1))
                .map(rows -> new Part(section.name(), rows.iterator().next().getJsonArray("rows")));
    }

    private static ExportView view(List<Part> parts) {
        Map<String, List<Map<String, Object>>> data = new LinkedHashMap<>();
        List<String> cut = new ArrayList<>();
        for (Part part : parts) {
            List<Map<String, Object>> rows = part.rows().stream()
                    .limit(MOST_ROWS)
                    .map(JsonObject.class::cast)
                    .map(JsonObject::getMap)
                    .toList();
            data.put(part.name(), rows);
            if (part.rows().size() > MOST_ROWS) {
                cut.add(part.name());
            }
        }
        return new ExportView(Instant.now().truncatedTo(ChronoUnit.SECONDS), data, cut);
    }
}
