package io.medianest.persistence.note;

import io.medianest.database.LoginRole;
import io.medianest.testing.stores.TestStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is stored, seen from outside of the service. */
final class NoteTable {
    private NoteTable() {}

    static void create() throws SQLException {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists youtube.test_notes (
                        id uuid primary key, version bigint not null,
                        text varchar not null constraint test_notes_text_key unique
                            constraint test_notes_text_check check (text <> ''))""");
            statement.execute("grant select, insert, update, delete on youtube.test_notes to medianest_youtube");
        }
    }

    static long count(String text) throws SQLException {
        return Long.parseLong(
                column("select count(*) from test_notes where text = ?", text).getFirst());
    }

    /** One text column of a query with one text parameter. */
    static List<String> column(String sql, String parameter) throws SQLException {
        try (Connection connection = TestStores.connect(LoginRole.YOUTUBE_SERVICE);
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }
}
