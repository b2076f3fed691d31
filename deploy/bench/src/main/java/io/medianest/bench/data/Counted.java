package io.medianest.bench.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills what monitor-service counts each minute, beside the requests: sessions, and errors of half a year. */
public final class Counted {
    private static final String SESSIONS = """
            insert into auth.sessions (session_token, user_id, expires)
            select 'bench-' || n, (select id from auth.users limit 1), now() + (n % 40 - 10) * interval '1 day'
            from generate_series(1, ?) n
            """;
    private static final String ERRORS = """
            insert into monitor.error_logs (correlation_id, service, error_code, error_message, request_path,
                                            request_method, route, fingerprint, created_at)
            select 'bench', 'media-service', 'BENCH', 'It broke', '/things/' || n, 'GET', '/things/' || n % 200,
                   'bench-' || n % 200, now() - n::float8 / ? * interval '180 days'
            from generate_series(1, ?) n
            """;
    private static final String[] CLEAR = {
        "delete from auth.sessions where session_token like 'bench-%'",
        "delete from monitor.error_logs where correlation_id = 'bench'",
        "vacuum analyze auth.sessions, monitor.error_logs"
    };

    private final Connection superuser;

    /** @param superuser a connection that may set triggers aside */
    public Counted(Connection superuser) {
        this.superuser = superuser;
    }

    /** Has as many sessions, three of four of them not over, and as many errors as there are requests; how many. */
    public long fill() throws SQLException {
        long rows = requests();
        execute("set session_replication_role = replica");
        execute("select audit.ensure_month_partitions('monitor.error_logs', (now() - interval '6 months')::date, 6)");
        update(SESSIONS, rows);
        update(ERRORS, rows, rows);
        execute("set session_replication_role = origin");
        execute("vacuum analyze auth.sessions, monitor.error_logs, media.media_requests");
        return rows;
    }

    /** Has none of them. */
    public void clear() throws SQLException {
        // Without the audit trail, which would note each session.
        execute("set session_replication_role = replica");
        for (String statement : CLEAR) {
            execute(statement);
        }
        execute("set session_replication_role = origin");
    }

    private long requests() throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from media.media_requests")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String sql, long... values) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
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
