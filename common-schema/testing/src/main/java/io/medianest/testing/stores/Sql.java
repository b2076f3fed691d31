package io.medianest.testing.stores;

import io.medianest.database.LoginRole;
import io.medianest.stores.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Looks into the database and arranges data there, as its owner, over one connection that it keeps. */
public final class Sql {
    /** Signing in takes the server longer than most of what tests ask of it. */
    private static @Nullable Connection kept;

    private Sql() {}

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** Runs a statement; answers how many rows it changed. */
    public static int run(String sql, @Nullable Object... values) {
        return work(sql, PreparedStatement::executeUpdate, values);
    }

    /** The first column of every row, as text. */
    public static List<String> column(String sql, @Nullable Object... values) {
        return work(
                sql,
                statement -> {
                    List<String> column = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            column.add(rows.getString(1));
                        }
                    }
                    return column;
                },
                values);
    }

    /** The one value that a query answers with. */
    public static String value(String sql, @Nullable Object... values) {
        return column(sql, values).getFirst();
    }

    /** Runs a statement as the superuser; answers with the first value, or null if it has none. */
    public static @Nullable String asSuperuser(String sql) {
        try (Connection connection = superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (!statement.execute()) {
                return null;
            }
            ResultSet rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * How a service's statement would be executed, with different values, among the rows that others made first; nothing
     * stays.
     *
     * @param schema where the statement looks for tables
     * @param rows statements that make the rows; no trigger runs
     * @param values each time the literals in place of the parameters
     */
    public static List<String> plans(String schema, List<String> rows, String statement, List<List<String>> values) {
        try (Connection connection = superuser();
                Statement run = connection.createStatement()) {
            connection.setAutoCommit(false);
            run.execute("set local search_path = " + schema + ", public");
            run.execute("set local session_replication_role = replica");
            run.execute("set local plan_cache_mode = force_custom_plan");
            for (String row : rows) {
                run.execute(row);
            }
            run.execute("prepare planned as " + statement);
            List<String> plans = new ArrayList<>();
            for (List<String> literals : values) {
                plans.add(plan(run, String.join(", ", literals)));
            }
            connection.rollback();
            return plans;
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static String plan(Statement run, String literals) throws SQLException {
        StringBuilder plan = new StringBuilder(literals);
        try (ResultSet lines = run.executeQuery("explain execute planned(" + literals + ")")) {
            while (lines.next()) {
                plan.append('\n').append(lines.getString(1));
            }
        }
        return plan.toString();
    }

    private static Connection superuser() throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(TestStores.jdbcUrl());
        return database.getConnection(PostgresServer.SUPERUSER, TestStores.password());
    }

    private static synchronized <T> T work(String sql, Work<T> work, @Nullable Object... values) {
        try {
            Connection connection = kept;
            if (connection == null || connection.isClosed()) {
                connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                kept = connection;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return work.with(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
