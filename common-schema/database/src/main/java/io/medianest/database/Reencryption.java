package io.medianest.database;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.UndecryptableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts with a keyset's primary key whatever is encrypted with another of its keys, so that the other can be removed.
 *
 * <p>A ciphertext shows the key it was made with, so that the database itself remembers what is done: a run that was cut
 * short is continued by the next one. Work is committed in batches. Services go on meanwhile; a row that one of them
 * holds is left for the end and then waited for.
 */
final class Reencryption {
    private static final int BATCH = 500;
    /** Services that still use the old key may write while this runs. */
    private static final int MOST_PASSES = 3;

    private final DatabaseAccess access;
    private final FieldCipher cipher;
    private final Consumer<String> log;

    /**
     * @param access the database, as its owner
     * @param cipher the keyset with both keys, the new one being the primary
     * @param log gets a line for each column that was worked on
     */
    Reencryption(DatabaseAccess access, FieldCipher cipher, Consumer<String> log) {
        this.access = access;
        this.cipher = cipher;
        this.log = log;
    }

    private record Field(String row, String sealed) {}

    /**
     * Works on columns that share a keyset.
     *
     * @return how many values were encrypted anew
     * @throws DatabaseException if values are left that the primary key cannot decrypt, and how many
     */
    long run(List<EncryptedColumn> columns) {
        try (Connection connection = access.open()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '5s'");
            }
            connection.commit();
            long done = 0;
            long left = 0;
            for (EncryptedColumn column : columns) {
                long renewed = renew(connection, column);
                long remaining = count(connection, column);
                if (renewed > 0 || remaining > 0) {
                    log.accept("%s: %d encrypted anew, %d left".formatted(column, renewed, remaining));
                }
                done += renewed;
                left += remaining;
            }
            if (left > 0) {
                throw new DatabaseException(
                        "%d values are still under another key, or not readable with this keyset: keep the old key. %s"
                                .formatted(left, "Restart services that still encrypt with it, and run this again."));
            }
            return done;
        } catch (SQLException e) {
            throw DatabaseException.of("Encrypting anew", access, e);
        }
    }

    private long renew(Connection connection, EncryptedColumn column) throws SQLException {
        // Many rows at once, but none that somebody holds: whoever holds many and waits can be waited for in a circle.
        long done = pass(connection, column, BATCH, " skip locked");
        for (int pass = 0; pass < MOST_PASSES && count(connection, column) > 0; pass++) {
            done += pass(connection, column, 1, "");
        }
        return done;
    }

    private long pass(Connection connection, EncryptedColumn column, int batch, String locking) throws SQLException {
        long done = 0;
        String after = null;
        while (true) {
            nameActor(connection);
            List<Field> fields = page(connection, column, after, batch, locking);
            done += renew(connection, column, fields);
            connection.commit();
            if (fields.isEmpty()) {
                return done;
            }
            after = fields.getLast().row();
        }
    }

    private List<Field> page(
            Connection connection, EncryptedColumn column, @Nullable String after, int batch, String locking)
            throws SQLException {
        String sql = "select %s::text, %s from %s.%s where %s %s order by %s limit %d for no key update%s"
                .formatted(
                        column.row(),
                        column.value(),
                        column.schema(),
                        column.table(),
                        column.underAnotherKey(),
                        after == null ? "" : "and %s > ?::%s".formatted(column.row(), column.rowType()),
                        column.row(),
                        batch,
                        locking);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, cipher.primaryPrefix());
            if (after != null) {
                query.setString(2, after);
            }
            List<Field> fields = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    fields.add(new Field(rows.getString(1), rows.getString(2)));
                }
            }
            return fields;
        }
    }

    private long renew(Connection connection, EncryptedColumn column, List<Field> fields) throws SQLException {
        String sql = "update %s.%s set %s where %s = ?::%s"
                .formatted(column.schema(), column.table(), column.assignment(), column.row(), column.rowType());
        long done = 0;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Field field : fields) {
                String renewed = renewed(column, field);
                if (renewed != null) {
                    update.setString(1, renewed);
                    update.setString(2, field.row());
                    update.addBatch();
                    done++;
                }
            }
            update.executeBatch();
        }
        return done;
    }

    /** Null if the keyset cannot read it; the count of what is left tells of it. */
    private @Nullable String renewed(EncryptedColumn column, Field field) {
        String place = FieldCipher.place(column.table(), column.column(), field.row());
        try {
            return cipher.encrypt(cipher.decrypt(field.sealed(), place), place);
        } catch (UndecryptableException e) {
            log.accept(e.getMessage() + ".");
            return null;
        }
    }

    private long count(Connection connection, EncryptedColumn column) throws SQLException {
        String sql = "select count(*) from %s.%s where %s"
                .formatted(column.schema(), column.table(), column.underAnotherKey());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, cipher.primaryPrefix());
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } finally {
            connection.commit();
        }
    }

    private static void nameActor(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('app.actor_id', 'service:medianest-database', true)");
        }
    }
}
