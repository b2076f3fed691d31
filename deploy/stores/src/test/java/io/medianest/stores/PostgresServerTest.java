package io.medianest.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.stores.PostgresServer.Durability;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.ProcessIdentity;
import io.medianest.stores.process.StartException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    private static final String PASSWORD = "correct-horse-battery-staple";

    @TempDir
    private Path folder;

    @Test
    void isPostgres18InUtf8OnLoopbackOnly() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.FAST)) {
            assertThat(query(server, "show server_version")).startsWith("18.");
            assertThat(query(server, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(server, "show max_connections")).isEqualTo("300");
            assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "show unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void refusesAnotherPasswordThanTheFirst() {
        try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.FAST)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keepsItsDataAndForgetsThePasswordFile() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.DURABLE)) {
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "show full_page_writes")).isEqualTo("on");
            update(server, "create table kept as select 42 as answer");
        }
        assertThat(folder.resolve("superuser.password")).doesNotExist();
        try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.FAST)) {
            assertThat(query(server, "select answer from kept")).isEqualTo("42");
            assertThat(query(server, "show fsync")).isEqualTo("off");
        }
    }

    @Test
    @Tag("full")
    void endsWhatAnEarlierStartLeftBehindOnTheSameData() throws SQLException {
        PostgresServer left = PostgresServer.start(folder, 0, PASSWORD, Durability.FAST);
        update(left, "create table kept as select 42 as answer");

        try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.FAST)) {
            assertThat(left.process().isAlive()).isFalse();
            assertThat(query(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    @Tag("full")
    void losesNothingWhenItIsKilled() throws SQLException {
        PostgresServer killed = PostgresServer.start(folder, 0, PASSWORD, Durability.DURABLE);
        try (Connection open = connect(killed)) {
            update(killed, "create table kept as select 42 as answer");
            ProcessHandle.of(killed.process().identity().pid()).orElseThrow().destroyForcibly();

            try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.DURABLE)) {
                assertThat(query(server, "select answer from kept")).isEqualTo("42");
            }
            assertThat(open.isValid(1)).isFalse();
        }
    }

    @Test
    void startsDespiteALockThatNamesAnotherProcess() throws Exception {
        PostgresServer.start(folder, 0, PASSWORD, Durability.FAST).close();
        long thisProcess = ProcessIdentity.current().pid();
        Files.writeString(folder.resolve("data/postmaster.pid"), thisProcess + "\n/elsewhere\n");

        try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.FAST)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.LOOPBACK)) {
            assertThatThrownBy(() -> PostgresServer.start(folder, taken.getLocalPort(), PASSWORD, Durability.FAST))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("PostgreSQL ended with code 1 while starting. Last lines of")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void makesItsDataAnewAfterAnInterruptedFirstStart() throws Exception {
        Files.createDirectories(folder.resolve("data.partial/base"));
        Files.writeString(folder.resolve("data.partial/PG_VERSION"), "18\n");

        try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.FAST)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void bringsTheExtensionsThatTheSchemaNeeds() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder, 0, PASSWORD, Durability.FAST)) {
            for (String name : new String[] {"pgcrypto", "pg_trgm", "citext", "pg_stat_statements", "btree_gin"}) {
                update(server, "create extension " + name);
            }
            assertThat(query(server, "select count(*) > 0 from pg_stat_statements"))
                    .isEqualTo("t");
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void update(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, server.password());
    }
}
