package io.medianest.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Notes backups among the recurring work that the portal shows, so that an ADMIN and an alert see when the last was. */
final class BackupNote {
    private static final int MOST_SECONDS = 10;
    private static final String BEGUN = """
            do $$ begin
              if to_regclass('monitor.jobs') is not null then
                insert into monitor.jobs (name, last_started_at, lease_until, last_error)
                values ('backup', clock_timestamp(), clock_timestamp() + interval '6 hours', 'It has begun and not ended.')
                on conflict (name) do update set last_started_at = excluded.last_started_at,
                       lease_until = excluded.lease_until, last_error = excluded.last_error;
              end if;
            end $$
            """;
    private static final String SUCCEEDED = """
            update monitor.jobs set lease_until = null, last_error = null, last_success_at = clock_timestamp(),
                   last_outcome = left(?, 500)
             where name = 'backup'
            """;
    private static final String FAILED = """
            update monitor.jobs set lease_until = null, last_error = left(?, 500) where name = 'backup'
            """;
    private static final String IS_THERE = "select to_regclass('monitor.jobs') is not null";

    private final Connection connection;

    /** @param connection to MediaNest's database; one without its tables is left as it is */
    BackupNote(Connection connection) {
        this.connection = connection;
    }

    void begun() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(MOST_SECONDS);
            statement.execute(BEGUN);
        }
    }

    void succeeded(String outcome) throws SQLException {
        update(SUCCEEDED, outcome);
    }

    void failed(String error) throws SQLException {
        update(FAILED, error);
    }

    private void update(String sql, String text) throws SQLException {
        try (Statement question = connection.createStatement();
                var answer = question.executeQuery(IS_THERE)) {
            if (answer.next() && answer.getBoolean(1)) {
                try (PreparedStatement update = connection.prepareStatement(sql)) {
                    update.setQueryTimeout(MOST_SECONDS);
                    update.setString(1, text);
                    update.executeUpdate();
                }
            }
        }
    }
}
