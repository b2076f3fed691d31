package io.medianest.monitor.uptime;

/**
 * What queries of uptimes are made of. Uptime comes from the running sums of state intervals: for any window two places of
 * an index, so that it is exact to the millisecond at the cost of a few rows.
 */
public final class UptimeSql {
    /** The moment as of which uptimes are told, {@code t.at}: the first parameter, or now if that is null. */
    public static final String AT = " cross join (select coalesce($1::timestamptz, now()) as at) t ";

    /**
     * Of the service {@code s.id} as of {@code t.at}: the windows' uptimes {@code p.h24}, {@code p.d7}, {@code p.d30} and
     * {@code p.d90} in percent, cut off after two decimals, and its present state {@code z.status} since {@code
     * z.started_at}; null without data.
     */
    public static final String OF_S = """
            left join lateral (
              select i.started_at, i.status, i.cum_down_ms as down, i.cum_excluded_ms as excluded
              from service_state_intervals i where i.service_id = s.id order by i.started_at desc limit 1) z on true
            left join lateral (
              select i.started_at from service_state_intervals i where i.service_id = s.id
              order by i.started_at limit 1) f on true
            left join lateral (
              select max(v.percent) filter (where v.days = 1) as h24, max(v.percent) filter (where v.days = 7) as d7,
                     max(v.percent) filter (where v.days = 30) as d30, max(v.percent) filter (where v.days = 90) as d90
              from (
                select u.days,
                  case when u.total > u.excluded
                    then floor(10000 * (u.total - u.excluded - u.down) / (u.total - u.excluded)) / 100 end as percent
                from (
                  select w.days,
                    monitor.ms(t.at - greatest(w.since, f.started_at)) as total,
                    z.down + case z.status when 'offline' then monitor.ms(t.at - z.started_at) else 0 end
                      - coalesce(a.down + case a.status when 'offline'
                                          then monitor.ms(w.since - a.started_at) else 0 end, 0) as down,
                    z.excluded + case when z.status in ('maintenance', 'disabled', 'unknown')
                                 then monitor.ms(t.at - z.started_at) else 0 end
                      - coalesce(a.excluded + case when a.status in ('maintenance', 'disabled', 'unknown')
                                              then monitor.ms(w.since - a.started_at) else 0 end, 0) as excluded
                  from (select d.days, t.at - d.days * interval '24 hours' as since
                        from (values (1), (7), (30), (90)) as d(days)) w
                  left join lateral (
                    select i.started_at, i.status, i.cum_down_ms as down, i.cum_excluded_ms as excluded
                    from service_state_intervals i where i.service_id = s.id and i.started_at <= w.since
                    order by i.started_at desc limit 1) a on true
                  where z.started_at is not null) u) v) p on true
            """;

    private UptimeSql() {}
}
