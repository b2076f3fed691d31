package io.medianest.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A connection of one role, for the statements of a test. */
final class Session implements AutoCloseable {
    private final Connection connection;

    Session(String url, String user, String password) throws SQLException {
        connection = DriverManager.getConnection(url, user, password);
    }

    Connection connection() {
        return connection;
    }

    /** Runs a statement and answers how many rows it changed. */
    int execute(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    /** Each row as its columns joined by {@code |}; NULL is an empty text. */
    List<String> rows(String sql, Object... arguments) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String value = row.getString(column);
                    values.add(value == null ? "" : value);
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    /** The only row. */
    String row(String sql, Object... arguments) throws SQLException {
        List<String> rows = rows(sql, arguments);
        if (rows.size() != 1) {
            throw new AssertionError("Expected one row, got " + rows);
        }
        return rows.getFirst();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
