package io.medianest.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/**
 * Brings an archived month of errors back, so that it is searched like any other. It is there as a whole or not at all,
 * and goes again, without a trace in the archive, some days later.
 */
final class ErrorRestore {
    private static final String PARENT = "monitor.error_logs";
    private static final String COLUMNS = """
            select attname from pg_attribute
             where attrelid = 'monitor.error_logs'::regclass and attnum > 0 and not attisdropped
            """;

    private final DatabaseAccess access;
    private final Clock clock;
    private final Duration lockTimeout;
    private final Consumer<String> report;

    /**
     * @param access the owner's
     * @param lockTimeout how long a busy table is waited for; everybody who comes after waits behind it
     * @param report gets one line per thing done
     */
    ErrorRestore(DatabaseAccess access, Clock clock, Duration lockTimeout, Consumer<String> report) {
        this.access = access;
        this.clock = clock;
        this.lockTimeout = lockTimeout;
        this.report = report;
    }

    /**
     * Restores a month. One that is there already only stays for longer.
     *
     * @param days how many days maintenance leaves it alone
     * @throws DatabaseException if there is no such archive, it is damaged, or of another table
     */
    void run(MonthArchive archive, YearMonth month, int days) {
        String table = PARENT + "_y%04dm%02d".formatted(month.getYear(), month.getMonthValue());
        try (Connection connection = access.open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (!bool(statement, "select pg_try_advisory_xact_lock(hashtext('medianest.maintain'))")) {
                throw new DatabaseException("The database is being maintained; try again when that has ended.");
            }
            statement.execute("set lock_timeout = " + lockTimeout.toMillis());
            if (bool(statement, "select to_regclass('%s') is null".formatted(table))) {
                Path file = archive.verified(table);
                long rows = load(connection, statement, archive, table);
                attach(statement, table, month);
                report.accept("%s: %d errors restored from %s.".formatted(month, rows, file));
            } else if (bool(
                    statement, "select relispartition from pg_class where oid = '%s'::regclass".formatted(table))) {
                report.accept("%s: is there already.".formatted(month));
            } else {
                attach(statement, table, month);
                report.accept(
                        "%s: was taken out by a maintenance that was cut off, and is there again.".formatted(month));
            }
            LocalDate until = LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusDays(days);
            statement.execute("comment on table %s is '%s%s'".formatted(table, MonthlyTable.KEPT_UNTIL, until));
            connection.commit();
            report.accept("%s: is kept until %s.".formatted(month, until));
        } catch (SQLException e) {
            throw DatabaseException.of("Restoring " + month, access, e);
        } catch (IOException e) {
            throw new DatabaseException("The archive of %s cannot be read.".formatted(month), e);
        }
    }

    private static long load(Connection connection, Statement statement, MonthArchive archive, String table)
            throws SQLException, IOException {
        // With the indexes, so that none is built while the month is attached.
        statement.execute("create table %s (like %s including defaults including constraints including indexes)"
                .formatted(table, PARENT));
        long rows;
        try (InputStream file = archive.open(table)) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy %s (%s) from stdin (format csv, header)"
                                    .formatted(table, String.join(", ", columns(statement, archive, table))),
                            file);
        }
        // People who were purged since stay so.
        statement.execute("""
                update %s l set user_id = null
                 where user_id is not null and not exists (select from auth.users u where u.id = l.user_id)
                """.formatted(table));
        return rows;
    }

    private static void attach(Statement statement, String table, YearMonth month) throws SQLException {
        statement.execute("alter table %s attach partition %s for values from ('%s-01Z') to ('%s-01Z')"
                .formatted(PARENT, table, month, month.plusMonths(1)));
    }

    /** Those that the file has; what the table got since is empty. */
    private static List<String> columns(Statement statement, MonthArchive archive, String table)
            throws SQLException, IOException {
        List<String> known = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                known.add(rows.getString(1));
            }
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(archive.open(table), StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            List<String> columns = header == null ? List.of() : List.of(header.split(","));
            if (columns.isEmpty() || !known.containsAll(columns)) {
                throw new DatabaseException("The archive of %s is not one of errors.".formatted(table));
            }
            return columns;
        }
    }

    private static boolean bool(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
