package io.medianest.backup;

import io.medianest.stores.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a database is sound, and leaves it as it is. */
final class DatabaseCheck {
    private static final String BROKEN_HEAPS = """
            select count(*) from pg_class c, lateral amcheck_check.verify_heapam(c.oid) problem
            where c.relkind in ('r', 'm', 't') and c.relpersistence = 'p'""";
    private static final String INDEXES = """
            select count(amcheck_check.bt_index_check(i.indexrelid, true)) from pg_index i
            join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
            where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p' and i.indisvalid""";

    private DatabaseCheck() {}

    static List<String> databases(PostgresServer server) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database where datallowconn "
                        + "and not datistemplate order by datname")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /**
     * Reads every table and compares every index with its table (amcheck).
     *
     * @throws SQLException if an index is broken
     * @throws BackupException if a table is
     */
    static void run(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema amcheck_check");
            statement.execute("create extension amcheck schema amcheck_check");
            try (ResultSet broken = statement.executeQuery(BROKEN_HEAPS)) {
                broken.next();
                if (broken.getLong(1) > 0) {
                    throw new BackupException("The restored tables are damaged in " + broken.getLong(1) + " places.");
                }
            }
            try (ResultSet indexes = statement.executeQuery(INDEXES)) {
                indexes.next();
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
