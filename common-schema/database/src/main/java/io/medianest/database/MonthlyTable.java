package io.medianest.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table partitioned by month, whose partitions are named {@code <table>_y2026m11}. */
enum MonthlyTable {
    /** What went wrong: archived after six months, never just dropped. */
    ERROR_LOGS("monitor", "error_logs", 6),
    /** Who changed what. */
    CHANGE_LOG("audit", "change_log", 24),
    /** Hourly roll-ups are needed for eight days; a month is the smallest piece that is dropped. */
    ROLLUPS_HOUR("monitor", "service_rollups_hour", 1),
    /** Daily roll-ups are needed for 400 days. */
    ROLLUPS_DAY("monitor", "service_rollups_day", 14);

    /** Begins the comment on a month that was brought back; a date follows, until which it is left alone. */
    static final String KEPT_UNTIL = "restored, kept until ";

    private static final Pattern MONTH = Pattern.compile(".+_y(\\d{4})m(\\d{2})");

    private final String schema;
    private final String table;
    private final int monthsKept;

    MonthlyTable(String schema, String table, int monthsKept) {
        this.schema = schema;
        this.table = table;
        this.monthsKept = monthsKept;
    }

    /** The parent table with its schema. */
    String qualifiedName() {
        return schema + "." + table;
    }

    /** How many whole months are kept before the running one, unless configured otherwise. */
    int monthsKept() {
        return monthsKept;
    }

    /** Makes the partitions of {@code first} and the months after it; answers how many were missing. */
    int ensurePartitions(Connection connection, YearMonth first, int months) throws SQLException {
        try (PreparedStatement call =
                connection.prepareStatement("select audit.ensure_month_partitions(?::regclass, ?, ?)")) {
            call.setString(1, qualifiedName());
            call.setObject(2, LocalDate.of(first.getYear(), first.getMonthValue(), 1));
            call.setInt(3, months);
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** How many rows belong to no month that has a partition. Such rows slow everything down and are never pruned. */
    long strayRows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + qualifiedName() + "_default")) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * The attached partitions of months before {@code first}, oldest first, without those that were brought back.
     *
     * @param today from when on a month that was brought back is like any other again
     */
    List<String> partitionsBefore(Connection connection, YearMonth first, LocalDate today) throws SQLException {
        return monthsBefore(
                connection,
                first,
                "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = ?::regclass"
                        + " and coalesce(obj_description(c.oid, 'pg_class') not like '%s%%' or right(obj_description(c.oid, 'pg_class'), 10) < '%s', true)"
                                .formatted(KEPT_UNTIL, today)
                        + " order by c.relname",
                qualifiedName());
    }

    /** Months that an earlier run has detached but, being interrupted, not dropped. */
    List<String> detachedMonths(Connection connection) throws SQLException {
        return monthsBefore(
                connection,
                YearMonth.of(9999, 12),
                "select c.relname from pg_class c where c.relnamespace = '" + schema + "'::regnamespace"
                        + " and c.relkind = 'r' and not c.relispartition and c.relname like ? order by c.relname",
                table.replace("_", "\\_") + "\\_y%");
    }

    /** Detaches a month: its rows are gone from the table, but not yet from the database. */
    void detach(Connection connection, String partition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table %s detach partition %s.%s".formatted(qualifiedName(), schema, partition));
        }
    }

    /** Drops a detached month. */
    void drop(Connection connection, String partition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table %s.%s".formatted(schema, partition));
        }
    }

    private static List<String> monthsBefore(Connection connection, YearMonth first, String query, String argument)
            throws SQLException {
        List<String> months = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Matcher name = MONTH.matcher(row.getString(1));
                    if (name.matches() && month(name).isBefore(first)) {
                        months.add(name.group());
                    }
                }
            }
        }
        return months;
    }

    private static YearMonth month(Matcher name) {
        return YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)));
    }
}
