package io.medianest.database;

import java.util.List;
import java.util.stream.Stream;

/**
 * A column that holds ciphertexts of {@code FieldCipher}.
 *
 * @param schema whose slice it is
 * @param table the table, without its schema
 * @param column the column
 * @param row SQL of the row's key, as the ciphertext's place names it
 * @param rowType the key's type in SQL
 * @param json whether the ciphertext is a JSON string among other JSON
 */
record EncryptedColumn(String schema, String table, String column, String row, String rowType, boolean json) {
    private static final List<EncryptedColumn> AUTH = List.of(
            text("auth", "users", "plex_token", "id", "uuid"),
            text("auth", "users", "sealed_email", "id", "uuid"),
            text("auth", "accounts", "refresh_token", "id", "uuid"),
            text("auth", "accounts", "access_token", "id", "uuid"),
            text("auth", "accounts", "id_token", "id", "uuid"),
            text("auth", "session_tokens", "successor_sealed", "id", "uuid"),
            text("auth", "signing_keys", "private_key", "kid", "varchar"),
            text("auth", "mail_outbox", "sealed_letter", "id", "uuid"),
            text("auth", "password_reset_requests", "sealed_email", "id", "uuid"),
            text("auth", "second_factors", "sealed_secret", "user_id", "uuid"),
            answers("auth"));
    private static final List<EncryptedColumn> CONNECTIONS = List.of(
            text("monitor", "service_config", "api_key", "service_name", "varchar"),
            text("monitor", "alert_channels", "secret", "id", "uuid"),
            answers("media"),
            answers("youtube"),
            answers("monitor"));

    /** All columns that are encrypted with auth-service's keyset. */
    static List<EncryptedColumn> ofAuth() {
        return AUTH;
    }

    /** All columns that are encrypted with the keyset of connections. */
    static List<EncryptedColumn> ofConnections() {
        return CONNECTIONS;
    }

    /** All columns. */
    static List<EncryptedColumn> all() {
        return Stream.concat(AUTH.stream(), CONNECTIONS.stream()).toList();
    }

    private static EncryptedColumn text(String schema, String table, String column, String row, String rowType) {
        return new EncryptedColumn(schema, table, column, row, rowType, false);
    }

    private static EncryptedColumn answers(String schema) {
        return new EncryptedColumn(
                schema, "idempotency_keys", "response", "(user_id::text || '/' || key)", "text", true);
    }

    /** Rows whose ciphertext does not begin with the one parameter. */
    String underAnotherKey() {
        String present = json ? "jsonb_typeof(%s) = 'string'".formatted(column) : column + " is not null";
        return "%s and left(%s, 6) <> ?".formatted(present, value());
    }

    /** The ciphertext as text. */
    String value() {
        return json ? "(%s #>> '{}')".formatted(column) : column;
    }

    /** Sets the ciphertext to the one parameter. */
    String assignment() {
        return column + (json ? " = to_jsonb(?::text)" : " = ?");
    }

    /** Schema, table and column. */
    @Override
    public String toString() {
        return schema + "." + table + "." + column;
    }
}
