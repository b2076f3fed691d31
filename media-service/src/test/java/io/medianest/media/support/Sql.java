package io.medianest.media.support;

import io.medianest.database.LoginRole;
import io.medianest.testing.stores.TestStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into the database and arranges data there, as its owner. */
public final class Sql {
    private Sql() {}

    /** Runs a statement; answers how many rows it changed. */
    public static int run(String sql, Object... values) {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of every row, as text. */
    public static List<String> column(String sql, Object... values) {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The one value that a query answers with. */
    public static String value(String sql, Object... values) {
        return column(sql, values).getFirst();
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
