package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who did what is written down, and nothing that must not be. */
@ExtendWith(DatabaseExtension.class)
class AuditTrailTest {
    private static final String REDACTED = "[redacted]";

    private TestDatabase database;
    private Session operator;

    @BeforeEach
    void connect(TestDatabase given) throws SQLException {
        database = given;
        operator = database.connect(LoginRole.OPERATOR);
    }

    @AfterEach
    void disconnect() throws SQLException {
        operator.close();
    }

    @Test
    void saysWhoChangedWhatFromWhatToWhat() throws SQLException {
        UUID admin = UUID.randomUUID();
        UUID user = database.createUser("changed@example.org");
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.connection().setAutoCommit(false);
            auth.rows(
                    "select set_config('app.actor_id', ?, true), set_config('app.correlation_id', 'corr-1', true)",
                    admin.toString());
            auth.execute("update users set role = 'MODERATOR', version = version + 1 where id = ?", user);
            auth.connection().commit();
        }

        assertThat(operator.row("""
                        select schema_name, table_name, operation, actor_id, login_role, correlation_id, changes::text
                          from change_log where row_id = ? and operation = 'update'""", user.toString()))
                .isEqualTo("auth|users|update|" + admin
                        + "|auth_service|corr-1|{\"role\": {\"new\": \"MODERATOR\", \"old\": \"USER\"}}");
    }

    @Test
    void anUnnamedActorIsUnknownAndTheLoginRoleTellsTheRest() throws SQLException {
        UUID user = database.createUser("unnamed@example.org");

        assertThat(operator.row(
                        "select operation, actor_id, login_role, correlation_id from change_log where row_id = ?",
                        user.toString()))
                .isEqualTo("insert|unknown|auth_service|");
    }

    @Test
    void secretsAndPersonalValuesNeverAppear() throws SQLException {
        UUID user = UUID.randomUUID();
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.execute("""
                    insert into users (id, email, name, plex_id, plex_username, plex_token, image)
                    values (?, 'canary@example.org', 'Canary Name', 'canary-plex', 'canary-user', 'canary-token',
                            'https://canary.example/i')""", user);
            auth.execute(
                    "update users set plex_token = 'canary-second', email = 'canary2@example.org' where id = ?", user);
            auth.execute("insert into local_credentials (user_id, password_hash) values (?, '$argon2id$canary')", user);
            auth.execute("""
                    insert into accounts (user_id, type, provider, provider_account_id, refresh_token, access_token,
                                          id_token)
                    values (?, 'oauth', 'plex', 'canary-account', 'canary-r', 'canary-a', 'canary-i')""", user);
            auth.execute("insert into sessions (user_id, session_token, expires) values (?, 'canary-s', now())", user);
            auth.execute("insert into verification_tokens values ('email:canary@example.org', 'canary-v', now())");
            auth.execute("delete from verification_tokens");
            auth.execute("""
                    insert into devices (user_id, name, last_ip, expires_at)
                    values (?, 'Canary phone', '192.0.2.77', now())""", user);
        }
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("""
                    insert into service_config (service_name, service_url, api_key, config_data)
                    values ('overseerr', 'http://overseerr:5055', 'canary-k',
                            '{"port": 1, "auth": {"apiKey": "canary-j", "list": [{"Token": "canary-l"}]}}')""");
        }

        List<String> trail = operator.rows("select row_id, changes::text from change_log");
        assertThat(trail)
                .isNotEmpty()
                .noneMatch(row -> row.toLowerCase(Locale.ROOT).contains("canary"));
        assertThat(trail).noneMatch(row -> row.contains("192.0.2.77"));
        assertThat(operator.row(
                        "select changes -> 'config_data' -> 'new' from change_log where table_name = 'service_config'"))
                .isEqualTo("{\"auth\": {\"list\": [{\"Token\": \"%s\"}], \"apiKey\": \"%s\"}, \"port\": 1}"
                        .formatted(REDACTED, REDACTED));
        assertThat(operator.row("""
                        select changes -> 'plex_token' ->> 'old', changes -> 'plex_token' ->> 'new'
                          from change_log where row_id = ? and table_name = 'users' and operation = 'update'""", user.toString())).isEqualTo(REDACTED + "|" + REDACTED);
    }

    @Test
    void equalPersonalValuesHaveEqualHashes() throws SQLException {
        UUID user = database.createUser("hash-a@example.org");
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.execute("update users set email = 'hash-b@example.org' where id = ?", user);
            auth.execute("update users set email = 'hash-a@example.org' where id = ?", user);
        }

        List<String> hashes = operator.rows(
                "select changes -> 'email' ->> 'new' from change_log where row_id = ? order by id", user.toString());
        assertThat(hashes).hasSize(3).allMatch(hash -> hash.matches("h1:[0-9a-f]{64}"));
        assertThat(hashes.get(0)).isEqualTo(hashes.get(2)).isNotEqualTo(hashes.get(1));
    }

    @Test
    void whatTimeAndMachineryMoveIsLeftOut() throws SQLException {
        UUID user = database.createUser("quiet@example.org");
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE);
                Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            long before = Long.parseLong(operator.row("select count(*) from change_log"));

            auth.execute("update users set updated_at = now(), version = version + 1 where id = ?", user);
            auth.execute("update users set name = name where id = ?", user);
            monitor.execute("""
                    update service_status set last_check_at = now(), response_time_ms = 7, uptime_percentage = 99.5
                     where service_name = 'redis'""");
            auth.execute("""
                    insert into outbox_events (id, topic, key, type, aggregate_version, payload, correlation_id)
                    values (gen_random_uuid(), 't', 'k', 'x', 1, '{}', 'c')""");

            assertThat(operator.row("select count(*) from change_log")).isEqualTo(Long.toString(before));

            monitor.execute(
                    "update service_status set status = 'offline', last_check_at = now() where service_name = 'redis'");
            assertThat(operator.row("select changes::text from change_log where id = (select max(id) from change_log)"))
                    .isEqualTo("{\"status\": {\"new\": \"offline\"}}");
        }
    }

    @Test
    void whatACascadeDeletesIsWrittenDownToo() throws SQLException {
        UUID user = database.createUser("cascade@example.org");
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE);
                Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            auth.execute("insert into local_credentials (user_id, password_hash) values (?, '$argon2id$x')", user);
            media.execute("insert into media_requests (user_id, title, media_type) values (?, 'X', 'movie')", user);
            auth.connection().setAutoCommit(false);
            auth.rows("select set_config('app.actor_id', 'service:auth-service', true)");
            auth.execute("delete from users where id = ?", user);
            auth.connection().commit();
        }

        assertThat(operator.rows("""
                        select table_name, operation, login_role from change_log
                         where actor_id = 'service:auth-service' order by table_name"""))
                .containsExactly(
                        "local_credentials|delete|auth_service",
                        "media_requests|update|auth_service",
                        "users|delete|auth_service");
    }

    @Test
    void aRolledBackChangeLeavesNoRow() throws SQLException {
        UUID user = UUID.randomUUID();
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.connection().setAutoCommit(false);
            auth.execute("insert into users (id, email) values (?, 'undone@example.org')", user);
            auth.connection().rollback();
        }

        assertThat(operator.rows("select 1 from change_log where row_id = ?", user.toString()))
                .isEmpty();
    }

    @Test
    void monitorServiceReadsItThroughItsView() throws SQLException {
        UUID user = database.createUser("viewed@example.org");
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            assertThat(monitor.row("select table_name, operation from audit.changes where row_id = ?", user.toString()))
                    .isEqualTo("users|insert");
        }
    }
}
