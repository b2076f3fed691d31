package io.medianest.monitor.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be told, shared by all instances: each row is taken by one of them at a time. */
@ApplicationScoped
class DeliveryQueue {
    /** Why something is not told after all; null if it is. */
    private static final String LEFT_OUT = """
            case
              when not c.enabled then 'The channel is switched off.'
              when d.event = 'down' and d.attempts = 0 and i.ended_at - i.started_at < make_interval(secs => c.minimum_outage_s)
                then 'It was over before the minimum outage had passed.'
              when d.event = 'down' and d.attempts = 0 and i.ended_at is not null and exists (
                  select from maintenance_windows m
                   where coalesce(m.service_id, i.service_id) = i.service_id
                     and m.starts_at <= i.ended_at and m.ends_at > i.started_at)
                then 'It was over when maintenance was.'
              when d.event = 'up' and exists (
                  select from alert_deliveries b
                   where b.channel_id = d.channel_id and b.incident_id = d.incident_id and b.event = 'down'
                     and b.state in ('skipped', 'failed'))
                then 'Nobody was told that it was down.'
              when d.event = 'up' and exists (
                  select from incidents n
                   where n.service_id = i.service_id and n.started_at = i.ended_at and n.severity = 'offline')
                then 'It is not back but worse, which is told instead.'
            end
            """;

    private static final String SETTLE = """
            with settled as (
              select d.id, c.kind, %s as reason
                from alert_deliveries d join alert_channels c on c.id = d.channel_id
                join incidents i on i.id = d.incident_id
               where d.state = 'pending' and d.next_attempt_at <= now()
               order by d.next_attempt_at limit 500
                 for update of d skip locked)
            update alert_deliveries d set state = 'skipped', reason = s.reason
              from settled s where s.id = d.id and s.reason is not null
            returning s.kind
            """.formatted(LEFT_OUT);

    // What is taken is due again when its sender must have given up, whether it lives to say so or not. Nobody hears
    // that
    // something is back before they heard that it was down.
    private static final String TAKE = """
            with due as (
              select d.id
                from alert_deliveries d join alert_channels c on c.id = d.channel_id
                join incidents i on i.id = d.incident_id
               where d.state = 'pending' and d.next_attempt_at <= now() and %s is null
                 and not exists (
                   select from alert_deliveries b
                    where d.event = 'up' and b.channel_id = d.channel_id and b.incident_id = d.incident_id
                      and b.event = 'down' and b.state = 'pending')
                 and not exists (
                   select from maintenance_windows m
                    where coalesce(m.service_id, i.service_id) = i.service_id
                      and m.starts_at <= now() and m.ends_at > now())
               order by d.next_attempt_at limit $1
                 for update of d skip locked),
            taken as (
              update alert_deliveries d
                 set attempts = d.attempts + 1, next_attempt_at = now() + make_interval(secs => $2)
                from due where due.id = d.id
              returning d.id, d.channel_id, d.incident_id, d.event, d.attempts)
            select t.id, t.channel_id, t.incident_id, t.event, t.attempts, c.kind, c.destination::text as destination,
                   c.secret, s.service_name, coalesce(f.config_data ->> 'displayName', s.service_name) as display_name,
                   case when t.event = 'down' then i.severity
                        else coalesce((select n.severity from incidents n
                                        where n.service_id = i.service_id and n.started_at = i.ended_at), 'online') end
                     as status, i.cause, i.started_at, i.ended_at
              from taken t join alert_channels c on c.id = t.channel_id join incidents i on i.id = t.incident_id
              join service_status s on s.id = i.service_id left join service_config f on f.service_name = s.service_name
            """.formatted(LEFT_OUT);

    private static final String SENT = """
            update alert_deliveries set state = 'sent', sent_at = now(), reason = null
             where id = $1 and attempts = $2 and state = 'pending'
            """;
    private static final String FAILED = """
            update alert_deliveries set state = 'failed', reason = $3
             where id = $1 and attempts = $2 and state = 'pending'
            """;
    private static final String LATER = """
            update alert_deliveries set next_attempt_at = now() + make_interval(secs => $4), reason = $3
             where id = $1 and attempts = $2 and state = 'pending'
            """;
    private static final String WAITING = """
            select count(*) as waiting, coalesce(extract(epoch from now() - min(created_at) filter (where attempts > 0)), 0)::float8 as oldest
              from alert_deliveries where state = 'pending'
            """;
    // An incident that lasts needs its row: by it those who were told hear of its end.
    private static final String PRUNE = """
            delete from alert_deliveries where id in (
              select d.id from alert_deliveries d join incidents i on i.id = d.incident_id
               where d.state <> 'pending' and i.ended_at is not null
                 and d.created_at < (select k.created_at from alert_deliveries k
                                      order by k.created_at desc, k.id desc offset $1 limit 1)
               limit 10000)
            """;

    private final Pool pool;
    private final AlertJson json;

    DeliveryQueue(Pool pool, AlertJson json) {
        this.pool = pool;
        this.json = json;
    }

    /** How much waits, and how long ago the oldest came up that was tried in vain. */
    record Waiting(long count, double oldestSeconds) {}

    /** Leaves out what need not be told any more; answers the kinds of channels of what that was. */
    Uni<List<AlertKind>> settle() {
        return pool.preparedQuery(SETTLE).execute().map(rows -> {
            List<AlertKind> kinds = new ArrayList<>();
            rows.forEach(row -> kinds.add(AlertKind.of(row.getString("kind"))));
            return kinds;
        });
    }

    /** Takes at most so many that are due; nobody else gets them for that while. */
    Uni<List<Dispatch>> take(int most, Duration hold) {
        return pool.preparedQuery(TAKE).execute(Tuple.of(most, seconds(hold))).map(rows -> {
            List<Dispatch> taken = new ArrayList<>();
            rows.forEach(row -> taken.add(dispatch(row)));
            return taken;
        });
    }

    Uni<Void> sent(Dispatch dispatch) {
        return pool.preparedQuery(SENT)
                .execute(Tuple.of(dispatch.id(), dispatch.attempts()))
                .replaceWithVoid();
    }

    Uni<Void> failed(Dispatch dispatch, String trouble) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(dispatch.id(), dispatch.attempts(), trouble))
                .replaceWithVoid();
    }

    Uni<Void> later(Dispatch dispatch, String trouble, Duration pause) {
        return pool.preparedQuery(LATER)
                .execute(Tuple.of(dispatch.id(), dispatch.attempts(), trouble, seconds(pause)))
                .replaceWithVoid();
    }

    Uni<Waiting> waiting() {
        return pool.query(WAITING).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Waiting(row.getLong("waiting"), row.getDouble("oldest"));
        });
    }

    /** Removes the oldest rows but for so many. */
    Uni<Void> prune(int keeps) {
        return pool.preparedQuery(PRUNE).execute(Tuple.of((long) keeps - 1)).replaceWithVoid();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private Dispatch dispatch(Row row) {
        return new Dispatch(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                AlertKind.of(row.getString("kind")),
                json.destination(row.getString("destination")),
                row.getString("secret"),
                row.getInteger("attempts"),
                alert(row));
    }

    private static Alert alert(Row row) {
        Instant started = row.getOffsetDateTime("started_at").toInstant();
        Instant ended = instant(row.getOffsetDateTime("ended_at"));
        return new Alert(
                AlertEvent.of(row.getString("event")),
                row.getString("service_name"),
                row.getString("display_name"),
                row.getString("status"),
                row.getUUID("incident_id"),
                row.getString("cause"),
                started,
                ended,
                ended == null ? null : Duration.between(started, ended).toSeconds());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
