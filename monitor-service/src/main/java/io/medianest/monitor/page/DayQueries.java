package io.medianest.monitor.page;

import io.medianest.monitor.page.StatusPage.Day;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads how services were on each of the last 90 days: from the running sums of their states, as uptimes are, so that a
 * day agrees with them to the millisecond. The counts of looks would show failures that were no outage.
 */
@ApplicationScoped
class DayQueries {
    /** What has added up until the beginning of each day, and until now. */
    private static final String SUMS = """
            select s.id, e.day,
              case when f.started_at < e.at then monitor.ms(e.at - f.started_at) else 0 end as known,
              coalesce(i.cum_down_ms + case i.status when 'offline' then monitor.ms(e.at - i.started_at) else 0 end, 0)
                as down,
              coalesce(i.cum_degraded_ms
                       + case i.status when 'degraded' then monitor.ms(e.at - i.started_at) else 0 end, 0) as degraded,
              coalesce(i.cum_excluded_ms + case when i.status in ('maintenance', 'disabled', 'unknown')
                                           then monitor.ms(e.at - i.started_at) else 0 end, 0) as excluded
            from unnest($1::int[]) as s(id)
            cross join (
              select (today - 90 + n) as day, least((today - 89 + n)::timestamp at time zone 'UTC', now()) as at
              from (select (now() at time zone 'UTC')::date as today) t, generate_series(0, 90) as n) e
            left join lateral (
              select i.started_at from service_state_intervals i where i.service_id = s.id
              order by i.started_at limit 1) f on true
            left join lateral (
              select i.* from service_state_intervals i where i.service_id = s.id and i.started_at <= e.at
              order by i.started_at desc limit 1) i on true
            order by s.id, e.day
            """;

    private final Pool pool;

    /** Milliseconds until some moment since the service is known. */
    private record Sums(LocalDate day, long known, long down, long degraded, long excluded) {
        static Sums of(Row row) {
            return new Sums(
                    row.getLocalDate("day"),
                    row.getLong("known"),
                    row.getLong("down"),
                    row.getLong("degraded"),
                    row.getLong("excluded"));
        }

        /** The day that these end. */
        Day day(Sums before) {
            long counted = known - before.known - (excluded - before.excluded);
            long lost = down - before.down;
            if (counted <= 0) {
                return new Day(day, "unknown", null);
            }
            String state = lost > 0 ? "offline" : degraded > before.degraded ? "degraded" : "online";
            return new Day(day, state, BigDecimal.valueOf(10_000 * (counted - lost) / counted, 2));
        }
    }

    DayQueries(Pool pool) {
        this.pool = pool;
    }

    /** The days of each of these services, the oldest first. */
    Uni<Map<Integer, List<Day>>> days(List<Integer> services) {
        return pool.preparedQuery(SUMS)
                .execute(Tuple.of(services.toArray(Integer[]::new)))
                .map(rows -> {
                    Map<Integer, List<Day>> days = new HashMap<>();
                    Map<Integer, Sums> last = new HashMap<>();
                    for (Row row : rows) {
                        int service = row.getInteger("id");
                        Sums sums = Sums.of(row);
                        Sums before = last.put(service, sums);
                        if (before != null) {
                            days.computeIfAbsent(service, none -> new ArrayList<>())
                                    .add(sums.day(before));
                        }
                    }
                    return days;
                });
    }
}
