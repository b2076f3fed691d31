package io.medianest.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What only the owner may do: partitions ahead of time, months pruned or archived, indexes rebuilt. Each step stands
 * alone: one that fails is told and does not keep the others from being done.
 */
final class DatabaseMaintenance {
    /** Uptime is asked for 90 days at most; the rest is for looking back. */
    private static final Duration STATES_KEPT = Duration.ofDays(100);
    /** The state that lasted when the kept time began stays: the sums of everything before stand in it. */
    private static final String PRUNE_STATES = """
            delete from monitor.service_state_intervals i
             using (select service_id, max(started_at) as started_at from monitor.service_state_intervals
                     where started_at <= ?::timestamptz group by service_id) anchor
             where i.service_id = anchor.service_id and i.started_at < anchor.started_at
            """;

    /** Errors themselves go after six months, into the archive; their causes are remembered for longer. */
    private static final String PRUNE_ERROR_GROUPS = """
            delete from monitor.error_groups
             where last_seen_at < ?::timestamptz - case status when 'open' then interval '24 months'
                                                                else interval '12 months' end
            """;

    private static final String BEGUN = """
            insert into monitor.jobs (name, last_started_at, lease_until, last_error)
            values ('maintain', clock_timestamp(), clock_timestamp() + interval '6 hours', 'It has begun and not ended.')
            on conflict (name) do update set last_started_at = excluded.last_started_at,
                   lease_until = excluded.lease_until, last_error = excluded.last_error
            """;
    private static final String ENDED = """
            update monitor.jobs set lease_until = null, last_error = left(nullif(?, ''), 500),
                   last_success_at = case ? when '' then clock_timestamp() else last_success_at end,
                   last_outcome = case ? when '' then 'all done' else last_outcome end
             where name = 'maintain'
            """;

    private final DatabaseAccess access;
    private final Clock clock;
    private final Consumer<String> report;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param access the owner's
     * @param clock tells the running month
     * @param report gets one line per thing done
     */
    DatabaseMaintenance(DatabaseAccess access, Clock clock, Consumer<String> report) {
        this.access = access;
        this.clock = clock;
        this.report = report;
    }

    /**
     * Does all of it. While another maintenance of this database runs, does nothing and says so.
     *
     * @throws DatabaseException that names every step that failed
     */
    void run(Plan plan) {
        try (Connection connection = access.open();
                Statement statement = connection.createStatement()) {
            if (!isAlone(statement)) {
                report.accept("Another maintenance is running; nothing was done.");
                return;
            }
            statement.execute("set lock_timeout = " + plan.lockTimeout().toMillis());
            statement.execute("set timezone = 'UTC'");
            noted(() -> statement.execute(BEGUN));
            for (MonthlyTable table : MonthlyTable.values()) {
                attempt("Making partitions of " + table.qualifiedName(), () -> partitions(connection, table, plan));
            }
            prune(connection, plan);
            attempt("Pruning monitor.service_state_intervals", () -> pruneStates(connection));
            attempt("Pruning monitor.error_groups", () -> pruneErrorGroups(connection));
            attempt("Counting rows for the planner", () -> analyze(statement));
            for (String table : plan.reindex()) {
                attempt("Rebuilding the indexes of " + table, () -> reindex(statement, table));
            }
            noted(() -> noteEnd(connection));
            // The end of the connection does so too, but a moment later: the next run would find this one running.
            statement.execute("select pg_advisory_unlock(hashtext('medianest.maintain'))");
        } catch (SQLException e) {
            throw DatabaseException.of("Maintaining", access, e);
        }
        if (!problems.isEmpty()) {
            throw new DatabaseException(String.join(" ", problems));
        }
    }

    /** What is only for whoever looks at the suite's recurring work never fails the maintenance. */
    private void noted(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            report.accept("This run is not noted in monitor.jobs: " + e.getMessage());
        }
    }

    private void noteEnd(Connection connection) throws SQLException {
        String problem = String.join(" ", problems);
        try (PreparedStatement ended = connection.prepareStatement(ENDED)) {
            ended.setString(1, problem);
            ended.setString(2, problem);
            ended.setString(3, problem);
            ended.executeUpdate();
        }
    }

    private static boolean isAlone(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_try_advisory_lock(hashtext('medianest.maintain'))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void partitions(Connection connection, MonthlyTable table, Plan plan) throws SQLException {
        int made = table.ensurePartitions(connection, YearMonth.now(clock), plan.monthsAhead() + 1);
        report.accept("%s: %d partitions made.".formatted(table.qualifiedName(), made));
        long strays = table.strayRows(connection);
        if (strays > 0) {
            problems.add(
                    "%s_default holds %d rows of months without a partition (audit.ensure_month_partitions makes one)."
                            .formatted(table.qualifiedName(), strays));
        }
    }

    private void prune(Connection connection, Plan plan) {
        YearMonth running = YearMonth.now(clock);
        for (MonthlyTable table : MonthlyTable.values()) {
            Optional<MonthArchive> archive = plan.archive().map(MonthArchive::new);
            if (table == MonthlyTable.ERROR_LOGS && archive.isEmpty()) {
                report.accept("%s: kept, since no archive folder is set.".formatted(table.qualifiedName()));
                continue;
            }
            YearMonth firstKept =
                    running.minusMonths(table == MonthlyTable.CHANGE_LOG ? plan.auditMonths() : table.monthsKept());
            attempt("Pruning " + table.qualifiedName(), () -> {
                for (String month : table.partitionsBefore(connection, firstKept, LocalDate.now(clock))) {
                    table.detach(connection, month);
                }
                // Also what an earlier run has detached and then could not archive or drop.
                for (String month : table.detachedMonths(connection)) {
                    if (table == MonthlyTable.ERROR_LOGS) {
                        Path file = archive.orElseThrow().write(connection, "monitor." + month);
                        report.accept("%s: archived to %s.".formatted(month, file));
                    }
                    table.drop(connection, month);
                    report.accept("%s: dropped.".formatted(month));
                }
            });
        }
    }

    private void pruneStates(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PRUNE_STATES)) {
            statement.setString(1, clock.instant().minus(STATES_KEPT).toString());
            report.accept(
                    "monitor.service_state_intervals: %d old states removed.".formatted(statement.executeUpdate()));
        }
    }

    private void pruneErrorGroups(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PRUNE_ERROR_GROUPS)) {
            statement.setString(1, clock.instant().toString());
            report.accept("monitor.error_groups: %d old ones removed.".formatted(statement.executeUpdate()));
        }
    }

    /** Autovacuum analyses partitions, but never the table they belong to. */
    private void analyze(Statement statement) throws SQLException {
        for (MonthlyTable table : MonthlyTable.values()) {
            statement.execute("analyze " + table.qualifiedName());
        }
        report.accept("Statistics of the partitioned tables renewed.");
    }

    private void reindex(Statement statement, String table) throws SQLException {
        statement.execute("set lock_timeout = 0");
        statement.execute("reindex table concurrently " + statement.enquoteIdentifier(schemaOf(table), true) + "."
                + statement.enquoteIdentifier(nameOf(table), true));
        report.accept("%s: indexes rebuilt.".formatted(table));
    }

    private static String schemaOf(String table) {
        return table.substring(0, Math.max(0, table.indexOf('.')));
    }

    private static String nameOf(String table) {
        return table.substring(table.indexOf('.') + 1);
    }

    private void attempt(String doing, Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            problems.add(DatabaseException.of(doing, access, e).getMessage());
        } catch (DatabaseException e) {
            problems.add(e.getMessage());
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    /**
     * What to do.
     *
     * @param monthsAhead for how many months after the running one partitions are made
     * @param auditMonths how many whole months of the audit trail are kept
     * @param archive the folder for error logs older than six months; they are kept where it is empty
     * @param reindex tables, with their schema, whose indexes are rebuilt
     * @param lockTimeout how long a busy table is waited for; everybody who comes after waits behind it
     */
    record Plan(int monthsAhead, int auditMonths, Optional<Path> archive, List<String> reindex, Duration lockTimeout) {}
}
