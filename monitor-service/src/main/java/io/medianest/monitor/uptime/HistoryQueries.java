package io.medianest.monitor.uptime;

import io.medianest.monitor.uptime.HistoryView.Bucket;
import io.medianest.monitor.uptime.HistoryView.State;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads how services have been. */
@ApplicationScoped
class HistoryQueries {
    private static final int MOST = 1_000;
    private static final String BUCKETS = """
            select u.bucket_start, u.checks_online, u.checks_degraded, u.checks_offline, u.response_ms_sum,
              u.response_ms_max, u.response_ms_buckets
            from service_rollups u join service_status s on s.id = u.service_id
            where s.service_name = $1 and u.resolution = $2 and u.bucket_start > now() - $3 * interval '1 hour'
            order by u.bucket_start limit 1000
            """;
    private static final String STATES = """
            select i.started_at, i.status from service_state_intervals i join service_status s on s.id = i.service_id
            where s.service_name = $1 and i.started_at >= coalesce(
              (select max(b.started_at) from service_state_intervals b
               where b.service_id = s.id and b.started_at <= now() - $2 * interval '1 hour'), '-infinity')
            order by i.started_at desc limit $3
            """;
    private static final String DAYS = """
            insert into service_rollups as u
              (service_id, resolution, bucket_start, checks_online, checks_degraded, checks_offline,
               response_ms_sum, response_ms_max, response_ms_buckets)
            select h.service_id, 'day', h.day, sum(h.checks_online), sum(h.checks_degraded), sum(h.checks_offline),
              sum(h.response_ms_sum), max(h.response_ms_max), max(b.buckets::text)::jsonb
            from (select *, date_trunc('day', bucket_start at time zone 'UTC') at time zone 'UTC' as day
                  from service_rollups where resolution = 'hour'
                  and bucket_start >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - interval '1 day') h
            left join lateral (
              select jsonb_object_agg(c.bound, c.answers) as buckets
              from (select e.key as bound, sum(e.value::bigint) as answers
                    from service_rollups o cross join jsonb_each_text(coalesce(o.response_ms_buckets, '{}')) e
                    where o.resolution = 'hour' and o.service_id = h.service_id
                      and o.bucket_start >= h.day and o.bucket_start < h.day + interval '1 day'
                    group by e.key) c) b on true
            group by h.service_id, h.day
            on conflict (service_id, resolution, bucket_start) do update
            set checks_online = excluded.checks_online, checks_degraded = excluded.checks_degraded,
                checks_offline = excluded.checks_offline, response_ms_sum = excluded.response_ms_sum,
                response_ms_max = excluded.response_ms_max, response_ms_buckets = excluded.response_ms_buckets
            """;

    private final Pool pool;

    HistoryQueries(Pool pool) {
        this.pool = pool;
    }

    /** The buckets of the last so many hours. */
    Uni<List<Bucket>> buckets(String service, String resolution, int hours) {
        return pool.preparedQuery(BUCKETS)
                .execute(Tuple.of(service, resolution, hours))
                .map(rows -> {
                    List<Bucket> buckets = new ArrayList<>();
                    rows.forEach(row -> buckets.add(bucket(row)));
                    return buckets;
                });
    }

    /** The states of the last so many hours, at most the last thousand. */
    Uni<List<State>> states(String service, int hours) {
        return pool.preparedQuery(STATES)
                .execute(Tuple.of(service, hours, MOST))
                .map(rows -> {
                    List<State> states = new ArrayList<>();
                    rows.forEach(row -> states.addFirst(
                            new State(row.getOffsetDateTime("started_at").toInstant(), row.getString("status"))));
                    return states;
                });
    }

    /** Sums up the hours of yesterday and today; the same again if it is done again. */
    Uni<Void> sumUpDays() {
        return pool.query(DAYS).execute().replaceWithVoid();
    }

    private static Bucket bucket(Row row) {
        JsonObject times = row.getJsonObject("response_ms_buckets");
        Map<String, Integer> counts = new HashMap<>();
        if (times != null) {
            times.forEach(entry -> counts.put(entry.getKey(), ((Number) entry.getValue()).intValue()));
        }
        int answers = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new Bucket(
                row.getOffsetDateTime("bucket_start").toInstant(),
                row.getInteger("checks_online"),
                row.getInteger("checks_degraded"),
                row.getInteger("checks_offline"),
                answers == 0 ? null : (Integer) (int) (row.getLong("response_ms_sum") / answers),
                row.getInteger("response_ms_max"),
                counts);
    }
}
