package io.medianest.monitor.alert;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what came of alerts, newest first. */
@ApplicationScoped
class AlertDeliveryQueries {
    private static final String PAGE = """
            select d.id, d.channel_id, c.name as channel_name, c.kind, d.incident_id, s.service_name, d.event, d.state,
                   d.attempts, d.next_attempt_at, d.reason, d.created_at, d.sent_at
              from alert_deliveries d join alert_channels c on c.id = d.channel_id
              join incidents i on i.id = d.incident_id join service_status s on s.id = i.service_id
             where ($1::timestamptz is null or (d.created_at, d.id) < ($1, $2))
               and ($4::uuid is null or d.channel_id = $4) and ($5::uuid is null or d.incident_id = $5)
               and ($6::varchar is null or s.service_name = $6) and ($7::varchar is null or d.state = $7)
             order by d.created_at desc, d.id desc limit $3
            """;
    private static final Set<String> STATES = Set.of("pending", "sent", "failed", "skipped");

    private final Pool pool;

    AlertDeliveryQueries(Pool pool) {
        this.pool = pool;
    }

    /** A page; 400 about state. */
    Uni<Page<AlertDeliveryView>> page(AlertDeliveryParameters asked, PageRequest request) {
        if (asked.state() != null && !STATES.contains(asked.state())) {
            throw ProblemException.invalid("state", "must be pending, sent, failed or skipped");
        }
        if (asked.service() != null && asked.service().indexOf('\0') >= 0) {
            throw ProblemException.invalid("service", "must be the name of a service");
        }
        Position after = request.after();
        return pool.preparedQuery(PAGE)
                .execute(Tuple.from(Arrays.asList(
                        after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC),
                        after == null ? null : after.id(),
                        request.fetch(),
                        asked.channelId(),
                        asked.incidentId(),
                        asked.service(),
                        asked.state())))
                .map(rows -> {
                    List<AlertDeliveryView> deliveries = new ArrayList<>();
                    rows.forEach(row -> deliveries.add(view(row)));
                    return Page.of(deliveries, request, one -> new Position(one.createdAt(), one.id()));
                });
    }

    private static AlertDeliveryView view(Row row) {
        String state = row.getString("state");
        return new AlertDeliveryView(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getString("channel_name"),
                AlertKind.of(row.getString("kind")),
                row.getUUID("incident_id"),
                row.getString("service_name"),
                row.getString("event"),
                state,
                row.getInteger("attempts"),
                state.equals("pending") ? instant(row.getOffsetDateTime("next_attempt_at")) : null,
                row.getString("reason"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("sent_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
