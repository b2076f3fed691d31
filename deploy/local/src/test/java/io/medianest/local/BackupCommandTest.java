package io.medianest.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.local.installation.Installation;
import io.medianest.local.installation.RunningLauncher;
import io.medianest.local.installation.Secrets;
import io.medianest.local.stack.TinyProject;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/backups.md tells an owner to do, done. */
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BackupCommandTest {
    private static final String CHANGED = "another pepper than that of the backup";

    @TempDir
    private Path folder;

    private Path project;
    private Installation installation;

    @BeforeEach
    void makeProject() throws IOException {
        project = TinyProject.in(folder.resolve("project"));
        installation = Installation.of(project);
    }

    @Test
    void whatWasLostIsThereAgain() throws Exception {
        Instant before;
        try (LauncherProcess up = up()) {
            execute("create table public.wish as select n from generate_series(1, 1000) n");
            try (LauncherProcess backup = LauncherProcess.start(project, "backup")) {
                assertThat(backup.awaitExit()).as("%s", backup.output()).isZero();
                assertThat(backup.output()).contains("Written and read again", "backup-keyset.json");
            }
            // A key that is changed after the backup is needed for what was encrypted since.
            Files.writeString(installation.secrets().resolve("pepper"), CHANGED);
            execute("insert into public.wish select n from generate_series(1001, 1500) n");
            before = now();
            execute("drop table public.wish");
            assertThat(up.signal("INT").awaitExit()).isZero();
        }
        try (LauncherProcess restore = LauncherProcess.start(project, "restore", "--to", before.toString())) {
            assertThat(restore.awaitExit()).isEqualTo(1);
            assertThat(restore.output()).contains("with --yes it is moved aside");
        }
        try (LauncherProcess restore = LauncherProcess.start(project, "restore", "--to", before.toString(), "--yes")) {
            assertThat(restore.awaitExit()).as("%s", restore.output()).isZero();
            assertThat(restore.output()).contains("Restored and checked", "What was there is in ");
            assertThat(installation.home()).isDirectoryNotContaining(path -> path.endsWith("restoring"));
            assertThat(installation.secrets().resolve("pepper")).hasContent(CHANGED);
        }
        try (LauncherProcess up = up()) {
            assertThat(count("select count(*) from public.wish")).isEqualTo(1500);
            assertThat(up.signal("INT").awaitExit()).isZero();
        }
    }

    @Test
    void aRestoreThatCannotBeLeavesEverythingAsItIs() throws Exception {
        try (LauncherProcess up = up()) {
            execute("create table public.wish as select n from generate_series(1, 10) n");
            try (LauncherProcess backup = LauncherProcess.start(project, "backup");
                    LauncherProcess running = LauncherProcess.start(project, "restore", "--yes")) {
                assertThat(backup.awaitExit()).as("%s", backup.output()).isZero();
                assertThat(running.awaitExit()).isEqualTo(1);
                assertThat(running.output()).contains("already running");
            }
            assertThat(up.signal("INT").awaitExit()).isZero();
        }
        damage();
        try (LauncherProcess restore = LauncherProcess.start(project, "restore", "--yes")) {
            assertThat(restore.awaitExit()).isEqualTo(1);
            assertThat(restore.output()).contains("is damaged");
        }
        try (LauncherProcess up = up()) {
            assertThat(count("select count(*) from public.wish")).isEqualTo(10);
            assertThat(up.signal("INT").awaitExit()).isZero();
        }
    }

    private LauncherProcess up() throws Exception {
        return LauncherProcess.start(project, "up", "--port", Integer.toString(Ports.free()))
                .awaitOutput("MediaNest is running");
    }

    private void damage() throws IOException {
        Path backups = installation.home().resolveSibling(installation.home().getFileName() + "-backups");
        try (Stream<Path> files = Files.walk(backups.resolve("full"))) {
            Path content = files.filter(file -> file.getFileName().toString().startsWith("content."))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(content);
            bytes[bytes.length / 2] ^= 1;
            Files.write(content, bytes);
        }
    }

    private Connection connect() throws SQLException {
        String database = RunningLauncher.of(installation).orElseThrow().database();
        return DriverManager.getConnection(
                database, PostgresServer.SUPERUSER, Secrets.of(installation).password("postgres"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** As the database sees it; nothing else is written before what is lost is. */
    private Instant now() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }
}
