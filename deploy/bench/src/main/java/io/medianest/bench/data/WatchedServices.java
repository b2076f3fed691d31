package io.medianest.bench.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills monitor-service's tables with services to watch. */
public final class WatchedServices {
    private static final int TRANSITIONS = 30;
    /** Each service is locked by the trigger that keeps two tables equal, and a transaction holds so many locks only. */
    private static final int AT_ONCE = 1_000;

    private static final String CLEAR_CONFIG = "delete from monitor.service_config where service_name like 'bench-%'";
    private static final String CLEAR_STATUS = "delete from monitor.service_status where service_name like 'bench-%'";
    private static final String STATUS = """
            insert into monitor.service_status (service_name, status, response_time_ms, last_check_at)
            select 'bench-' || lpad(n::text, 5, '0'), 'online', 5, now() from generate_series(1, ?) n
            """;
    /** Every third day something changes: ten minutes down, then up again. */
    private static final String STATES = """
            insert into monitor.service_state_intervals (service_id, started_at, status, cum_down_ms)
            select s.id, now() - interval '95 days' + t * interval '3 days' + h * interval '10 minutes',
                   case h when 0 then 'offline' else 'online' end, (t + h) * 600000
            from monitor.service_status s, generate_series(0, ?) t, generate_series(0, 1) h
            where s.service_name like 'bench-%'
            """;

    private static final String CONFIG = """
            insert into monitor.service_config (service_name, service_url, enabled, config_data)
            select 'bench-' || lpad(n::text, 5, '0'), 'tcp://127.0.0.1:' || ?, true, '{"kind": "tcp"}'
            from generate_series(?, ?) n
            """;
    private static final String SPREAD = """
            update monitor.probe_schedule p set next_check_at = now() + random() * interval '30 seconds'
            from monitor.service_status s where s.id = p.service_id and s.service_name like 'bench-%'
            """;

    private final Connection superuser;

    /** @param superuser a connection that may set triggers aside */
    public WatchedServices(Connection superuser) {
        this.superuser = superuser;
    }

    /** Has so many services have a history of 95 days. Nobody looks at them. */
    public void withHistory(int count) throws SQLException {
        clear();
        execute("set session_replication_role = replica");
        update(STATUS, count);
        execute("set session_replication_role = origin");
        update(STATES, TRANSITIONS);
        execute("vacuum analyze monitor.service_status, monitor.service_state_intervals");
    }

    /** Has so many services watched that listen on that port of this machine, their turns spread over an interval. */
    public void listening(int port, int count) throws SQLException {
        clear();
        for (int first = 1; first <= count; first += AT_ONCE) {
            update(CONFIG, port, first, Math.min(first + AT_ONCE - 1, count));
        }
        execute(SPREAD);
        execute("vacuum analyze monitor.service_status, monitor.service_config, monitor.probe_schedule");
    }

    /** Has none of them. */
    public void clear() throws SQLException {
        execute("set session_replication_role = replica");
        execute(CLEAR_CONFIG);
        execute("set session_replication_role = origin");
        execute(CLEAR_STATUS);
    }

    private void update(String sql, int... values) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
