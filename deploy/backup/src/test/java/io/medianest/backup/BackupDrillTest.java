package io.medianest.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.encryption.StreamCipher;
import io.medianest.stores.PostgresOptions;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.PostgresServer.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill: what an operator does after a bad day, with a real PostgreSQL. */
@Tag("full")
class BackupDrillTest {
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final String KEY = "backup-keyset.json";

    @TempDir
    private Path folder;

    private Path secrets;
    private BackupFolder backups;
    private BackedUp source;
    private WalSpool spool;

    @BeforeEach
    void prepare() throws IOException {
        secrets = Files.createDirectories(folder.resolve("home/secrets"));
        Files.writeString(secrets.resolve("postgres.password"), PASSWORD);
        StreamCipher.create(secrets.resolve(KEY));
        backups = backupsWith(secrets.resolve(KEY));
        source = new BackedUp(
                folder.resolve("home/data"),
                secrets,
                "postgres.password",
                secrets.resolve(KEY),
                folder.resolve("archive"));
        spool = source.spool();
    }

    @Test
    void bringsBackATableToTheSecondBeforeItWasDropped() throws SQLException, IOException {
        Instant before;
        try (PostgresServer server = start();
                Connection connection = connect(server)) {
            execute(connection, "create table person (id int primary key, name text not null unique)");
            execute(connection, "create table wish (id int primary key, person int not null references person)");
            execute(connection, "insert into person select n, 'p' || n from generate_series(1, 5000) n");
            String id = backup().take(connection);
            assertThat(backups.full().resolve(id)).isDirectory();
            execute(connection, "insert into wish select n, n from generate_series(1, 3000) n");
            execute(connection, "create table tick as select clock_timestamp() as at");
            before = Instant.parse(query(
                    connection,
                    "select to_char(clock_timestamp() at time zone 'UTC', " + "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
            execute(connection, "drop table wish");
            execute(connection, "insert into person values (5001, 'too late')");
            execute(connection, "select pg_switch_wal()");
            awaitArchived(connection);
            spool.drain(backups);
        }

        Instant start = Instant.now();
        Path restored = folder.resolve("restored");
        new Restore(backups, restored, "postgres.password").run(Optional.of(before));
        Duration needed = Duration.between(start, Instant.now());

        try (PostgresServer server = PostgresServer.start(restored, 0, PASSWORD, Durability.FAST);
                Connection connection = connect(server)) {
            assertThat(query(connection, "select count(*) from wish")).isEqualTo("3000");
            assertThat(query(connection, "select count(*) from person")).isEqualTo("5000");
            assertThat(query(
                            connection,
                            "select count(*) from pg_constraint where conrelid = 'wish'::regclass "
                                    + "and contype in ('p', 'f') and convalidated"))
                    .isEqualTo("2");
            assertThatThrownBy(() -> execute(connection, "insert into wish values (9999, 9999)"))
                    .hasMessageContaining("foreign key");
            assertThat(query(connection, "select count(*) from pg_extension where extname = 'amcheck'"))
                    .as("the check leaves nothing behind")
                    .isEqualTo("0");
            System.out.printf(
                    "DRILL lost before the chosen moment: %s ms; restored and checked in %d ms%n",
                    query(
                            connection,
                            "select round(extract(epoch from '%s'::timestamptz - max(at)) * 1000) from tick"
                                    .formatted(before)),
                    needed.toMillis());
        }
        assertThat(restored.resolve("secrets/postgres.password")).hasContent(PASSWORD);
        assertThat(restored.resolve("secrets").resolve(KEY)).doesNotExist();
    }

    @Test
    void noticesDamageAndAnotherKeyBeforeAnythingIsMade() throws SQLException, IOException {
        String id = takeOne();
        Path work = folder.resolve("restored");
        Path otherKey = folder.resolve("other.json");
        StreamCipher.create(otherKey);

        assertThatThrownBy(() -> new Restore(backupsWith(otherKey), work, "postgres.password").run(Optional.empty()))
                .isInstanceOf(BackupException.class);
        assertThat(work.resolve("data")).doesNotExist();

        Path content = backups.content(id);
        byte[] bytes = Files.readAllBytes(content);
        bytes[bytes.length / 2] ^= 1;
        Files.write(content, bytes);
        assertThatThrownBy(() -> new Restore(backups, work, "postgres.password").run(Optional.empty()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("is damaged");
        assertThat(work.resolve("data")).doesNotExist();

        assertThatThrownBy(() -> new Restore(backups, work, "postgres.password").run(Optional.of(Instant.EPOCH)))
                .hasMessageContaining("no complete backup from before");
    }

    @Test
    void keepsTheNewestAndForgetsWhatIsOldOrWasCutOff() throws SQLException, IOException {
        String first = takeOne();
        Path cutOff = Files.createDirectories(backups.full().resolve("20260101T000000.000Z"));
        Files.writeString(cutOff.resolve("content.tar.gz.enc"), "half of it");
        Files.writeString(backups.wal().resolve("000000010000000000000000.gz.enc"), "old");
        assertThat(backups.backups()).extracting(Manifest::id).containsExactly(first);
        String second = takeOne();

        assertThat(backups.prune(Duration.ofDays(7))).isZero();
        assertThat(cutOff).doesNotExist();
        assertThat(backups.wal().resolve("000000010000000000000000.gz.enc")).doesNotExist();
        assertThat(backups.prune(Duration.ZERO)).isOne();
        assertThat(backups.backups()).extracting(Manifest::id).containsExactly(second);

        new Restore(backups, folder.resolve("restored"), "postgres.password").run(Optional.empty());
        assertThat(folder.resolve("restored/data/PG_VERSION")).exists();
    }

    @Test
    void noticesAGapInTheChanges() throws SQLException, IOException {
        try (PostgresServer server = start();
                Connection connection = connect(server)) {
            backup().take(connection);
            for (int i = 0; i < 3; i++) {
                execute(connection, "create table t" + i + " (id int)");
                execute(connection, "select pg_switch_wal()");
            }
            awaitArchived(connection);
        }
        spool.drain(backups);
        List<Path> changes = BackupFolder.list(backups.wal()).stream()
                .filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}\\.gz\\.enc"))
                .toList();
        Files.delete(changes.get(changes.size() - 2));

        assertThatThrownBy(() ->
                        new Restore(backups, folder.resolve("restored"), "postgres.password").run(Optional.empty()))
                .hasMessageContaining(
                        changes.get(changes.size() - 2).getFileName().toString().substring(0, 24))
                .hasMessageContaining("missing");
    }

    private String takeOne() throws SQLException {
        try (PostgresServer server = start();
                Connection connection = connect(server)) {
            return backup().take(connection);
        }
    }

    private BackupFolder backupsWith(Path key) {
        return new BackupFolder(folder.resolve("backups"), new StreamCipher(key));
    }

    private FullBackup backup() {
        return new FullBackup(backups, spool, source.data(), new SecretsArchive(backups, source));
    }

    private PostgresServer start() {
        Path home = folder.resolve("home");
        PostgresOptions options = PostgresOptions.of(Durability.DURABLE).with(WalSpool.SETTINGS);
        return PostgresServer.start(home, home, 0, PASSWORD, options);
    }

    private static void awaitArchived(Connection connection) throws SQLException {
        String last = query(connection, "select pg_walfile_name(pg_current_wal_lsn() - 1)");
        Instant deadline = Instant.now().plusSeconds(20);
        while (query(connection, "select coalesce(last_archived_wal, '') from pg_stat_archiver")
                                .compareTo(last)
                        < 0
                && Instant.now().isBefore(deadline)) {
            execute(connection, "select pg_sleep(0.05)");
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, PASSWORD);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
