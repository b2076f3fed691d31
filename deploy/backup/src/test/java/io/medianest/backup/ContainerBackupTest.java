package io.medianest.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.encryption.StreamCipher;
import io.medianest.stores.PostgresOptions;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.PostgresServer.Durability;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/compose.md tells an operator to do, on the folders that deploy/compose/prepare makes. */
@Tag("full")
class ContainerBackupTest {
    private static final String PASSWORD = "correct-horse-battery-staple";

    @TempDir
    private Path folder;

    private Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String output = "";

    @BeforeEach
    void prepare() throws IOException {
        home = folder.resolve("home");
        Files.createDirectories(home.resolve("secrets/superuser"));
        Files.createDirectories(home.resolve("secrets/backup"));
        Files.createDirectories(home.resolve("archive"));
        Files.createDirectories(home.resolve("postgresql/18"));
        Files.writeString(home.resolve("secrets/superuser/password"), PASSWORD);
        environment.putAll(Map.of(
                "MEDIANEST_BACKUP_DATA", home.resolve("postgresql/18/data").toString(),
                "MEDIANEST_BACKUP_SECRETS", home.resolve("secrets").toString(),
                "MEDIANEST_BACKUP_SUPERUSER", "superuser/password",
                "MEDIANEST_BACKUP_KEY_FILE",
                        home.resolve("secrets/backup/keyset.json").toString(),
                "MEDIANEST_BACKUP_ARCHIVE", home.resolve("archive").toString(),
                "MEDIANEST_BACKUP_DIR", folder.resolve("backups").toString(),
                "MEDIANEST_DB_URL", "jdbc:postgresql://127.0.0.1:1/postgres"));
    }

    @Test
    void everythingIsAsItWasAtThatMoment() throws Exception {
        pepper("of the backup");
        Instant before;
        try (PostgresServer server = start()) {
            execute("create schema monitor");
            execute("create table monitor.jobs (name varchar primary key, lease_until timestamptz, last_error varchar,"
                    + " last_started_at timestamptz, last_success_at timestamptz, last_outcome varchar)");
            assertThat(run("now")).as(output).isZero();
            assertThat(output).contains("Written and read again: ", "secrets/backup/keyset.json");
            assertThat(query("select count(*) from monitor.jobs where name = 'backup' and last_error is null"
                            + " and last_success_at is not null and lease_until is null and last_outcome is not null"))
                    .isEqualTo("1");
            assertThat(run("restore", "--yes")).isEqualTo(1);
            assertThat(output).contains("PostgreSQL runs");

            pepper("newer than the backup");
            Files.writeString(home.resolve("archive/logs_p2026_01.csv.gz"), "errors of January");
            execute("create table wish as select n from generate_series(1, 1000) n");
            before = Instant.parse(query(
                    "select to_char(clock_timestamp() at time zone 'UTC'," + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
            execute("drop table wish");
            archive(server);
        }
        Files.delete(home.resolve("archive/logs_p2026_01.csv.gz"));
        pepper("lost");

        assertThat(run("restore", "--to", before.toString())).isEqualTo(1);
        assertThat(output).contains("with --yes it is moved aside");
        assertThat(run("restore", "--to", before.toString(), "--yes"))
                .as(output)
                .isZero();

        assertThat(output).contains("Restored and checked", "months of archived errors put back: 1");
        assertThat(home.resolve("archive/logs_p2026_01.csv.gz")).hasContent("errors of January");
        assertThat(home.resolve("secrets/pepper/pepper")).hasContent("newer than the backup");
        assertThat(home.resolve("secrets/backup/keyset.json")).exists();
        assertThat(home.resolve("postgresql/18/restoring")).doesNotExist();
        try (PostgresServer server = start()) {
            assertThat(server.port()).isPositive();
            assertThat(query("select count(*) from wish")).isEqualTo("1000");
        }
    }

    @Test
    void whatFailsIsSaidAndNoted() throws Exception {
        assertThat(run("now")).isEqualTo(1);
        assertThat(output).contains("The database cannot be reached");
        assertThat(run("restore")).isEqualTo(1);
        assertThat(run("restore", "--to", "yesterday")).isEqualTo(1);
        assertThat(output).contains("2026-11-23T04:00:00Z, not yesterday");
        assertThat(run("restore", "--no")).isEqualTo(2);
        assertThat(run("sometimes")).isEqualTo(2);
        environment.remove("MEDIANEST_BACKUP_DIR");
        assertThat(run("now")).isEqualTo(1);
        assertThat(output).contains("MEDIANEST_BACKUP_DIR is missing");
        environment.put("MEDIANEST_BACKUP_DIR", folder.resolve("backups").toString());
        environment.put("MEDIANEST_BACKUP_KEEP_DAYS", "0");
        assertThat(run("now")).isEqualTo(1);
        assertThat(output).contains("needs a number of days, not 0");
    }

    @Test
    void staysWellOnlyAsLongAsBackupsCanBeMade() {
        DailyBackup daily = new DailyBackup(
                new BackupSettings(environment).backups(),
                () -> {
                    throw new BackupException("the disk is full");
                },
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));
        assertThat(daily.isWell()).isTrue();
        daily.look();
        assertThat(daily.isWell()).isFalse();
        daily.look();
        assertThat(daily.isWell()).as("not tried again for an hour").isFalse();
    }

    @Test
    void copiesOfArchivedErrorsFollowTheFilesAndOutliveThem() throws IOException {
        Path month = Files.writeString(home.resolve("archive/logs_p2026_01.csv.gz"), "one");
        Files.writeString(home.resolve("archive/logs_p2026_02.csv.gz.partial"), "half of it");
        Backups backups = new BackupSettings(environment).backups();
        Path key = backups.source().key();
        StreamCipher.create(key);
        backups.archive();
        Files.writeString(month, "without the person who was purged");
        Files.setLastModifiedTime(month, FileTime.from(Instant.parse("2026-02-01T00:00:00Z")));
        backups.archive();
        Files.delete(month);

        backups.locked(key, folder -> {
            ErrorArchive errors = new ErrorArchive(folder, home.resolve("archive"));
            errors.prune(Duration.ofDays(36500));
            assertThat(errors.restore()).isOne();
            assertThat(month).hasContent("without the person who was purged");
            assertThat(errors.restore()).as("what is there stays").isZero();
            assertThat(month.toFile().delete()).isTrue();
            errors.prune(Duration.ofDays(14));
            assertThat(errors.restore()).isZero();
            return 0;
        });
        assertThat(home.resolve("archive")).isDirectoryNotContaining("glob:**2026_01*");
    }

    private int run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = Main.run(List.of(arguments), environment, stream, stream);
        output = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void pepper(String content) throws IOException {
        Files.createDirectories(home.resolve("secrets/pepper"));
        Files.writeString(home.resolve("secrets/pepper/pepper"), content);
    }

    private PostgresServer start() {
        Path parent = home.resolve("postgresql/18");
        PostgresServer server = PostgresServer.start(
                parent,
                parent,
                0,
                PASSWORD,
                PostgresOptions.of(Durability.DURABLE).with(WalSpool.SETTINGS));
        environment.put("MEDIANEST_DB_URL", server.jdbcUrl("postgres"));
        return server;
    }

    /** Has the server finish its file of changes, and the backups take it. */
    private void archive(PostgresServer server) throws SQLException {
        execute("select pg_switch_wal()");
        server.close();
        new BackupSettings(environment).backups().archive();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = new BackupSettings(environment).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = new BackupSettings(environment).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
