package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.Keysets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The runner as an operator meets it: exit codes and sentences. */
@ExtendWith(DatabaseExtension.class)
class MigrationRunnerTest {
    private static final String TOLD = "{\"deleted\": false, \"enabled\": true, \"serviceName\": \"overseerr\"}";

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void use(TestCluster given) {
        cluster = given;
    }

    @Test
    void migratesOnceAndThenFindsNothingToDo() {
        TestDatabase database = TestDatabase.createEmpty(cluster);

        assertThat(run(ownerOf(database))).isZero();
        assertThat(out()).matches(place(database) + " is at version \\d+; [1-9]\\d* migrations applied\\.\n");
        assertThat(run(ownerOf(database), "migrate")).isZero();
        assertThat(out()).matches(place(database) + " is at version \\d+; 0 migrations applied\\.\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void bootstrapsWithPasswordsFromFilesAndEnvironment() throws IOException, SQLException {
        Map<String, String> environment = new HashMap<>(superuser());
        environment.put("MEDIANEST_DB_NAME", "bootstrapped");
        environment.put("MEDIANEST_DB_PASSWORDS_DIR", folder.toString());
        Map<LoginRole, String> passwords = new HashMap<>(TestDatabase.passwords());
        environment.put("MEDIANEST_DB_PASSWORD_OPERATOR", passwords.remove(LoginRole.OPERATOR));
        for (Map.Entry<LoginRole, String> password : passwords.entrySet()) {
            Files.writeString(folder.resolve(password.getKey().roleName()), password.getValue() + "\n");
        }

        assertThat(run(environment, "bootstrap")).as(err()).isZero();

        assertThat(out()).isEqualTo("127.0.0.1:%d/bootstrapped is ready for migration.\n".formatted(cluster.port()));
        new Session(
                        cluster.url("bootstrapped"),
                        "medianest_owner",
                        TestDatabase.passwords().get(LoginRole.MEDIANEST_OWNER))
                .close();
    }

    @Test
    void namesTheRoleWhosePasswordIsMissing() {
        assertThat(run(superuser(), "bootstrap")).isOne();
        assertThat(err())
                .isEqualTo("medianest-database: No password for medianest_owner: put it into the file medianest_owner"
                        + " in MEDIANEST_DB_PASSWORDS_DIR, or into MEDIANEST_DB_PASSWORD_MEDIANEST_OWNER.\n");
    }

    @Test
    void asksAServiceForItsWork() throws SQLException {
        TestDatabase database = TestDatabase.createEmpty(cluster);
        assertThat(run(ownerOf(database))).isZero();
        assertFails("There is no work clean-up", ownerOf(database), "run-job", "clean-up");
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            owner.execute("insert into auth.jobs (name) values ('clean-up')");

            assertThat(run(ownerOf(database), "run-job", "clean-up")).isZero();

            assertThat(owner.row("select requested_at is not null from auth.jobs"))
                    .isEqualTo("t");
        }
    }

    @Test
    void saysInOneSentenceWhatIsWrong() {
        TestDatabase database = TestDatabase.createEmpty(cluster);
        Map<String, String> owner = ownerOf(database);

        assertFails("Set MEDIANEST_DB_URL.", with(owner, "MEDIANEST_DB_URL", ""));
        assertFails("must look like jdbc:postgresql://", with(owner, "MEDIANEST_DB_URL", "postgres://localhost"));
        assertFails("must not contain the password", with(owner, "MEDIANEST_DB_URL", database.url() + "?password=x"));
        assertFails(
                "cannot be reached: Connection to 127.0.0.1:1 refused",
                with(owner, "MEDIANEST_DB_URL", "jdbc:postgresql://127.0.0.1:1/medianest"));
        assertFails(
                "There is no database at 127.0.0.1:%d/nowhere; the mode bootstrap makes it.".formatted(cluster.port()),
                with(owner, "MEDIANEST_DB_URL", cluster.url("nowhere")));
        assertFails("does not let medianest_owner in", with(owner, "MEDIANEST_DB_PASSWORD", "wrong"));
        assertFails("The file /nowhere cannot be read.", with(owner, "MEDIANEST_DB_PASSWORD_FILE", "/nowhere"));
        assertFails("There is no mode migrat; see the mode help.", owner, "migrat");
        assertFails("The mode migrate has no option --force.", owner, "migrate", "--force", "yes");
        assertFails("--months-ahead must be a number from 1 to 999.", owner, "maintain", "--months-ahead", "x");
        assertFails("--url needs a value.", owner, "connect", "plex", "--url");
    }

    @Test
    void refusesARoleThatDoesNotOwnTheDatabase() {
        TestDatabase database = TestDatabase.createEmpty(cluster);
        Map<String, String> service = Map.of(
                "MEDIANEST_DB_URL", database.url(),
                "MEDIANEST_DB_USER", "media_service",
                "MEDIANEST_DB_PASSWORD", TestDatabase.passwords().get(LoginRole.MEDIA_SERVICE));

        assertFails("media_service may not change the schema of ", service);
    }

    @Test
    void tellsAHistoryThatIsNotOurs() throws SQLException {
        TestDatabase database = TestDatabase.create(cluster);
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            owner.execute("update migrations.flyway_schema_history set checksum = 1 where version = '020'");
        }

        assertFails("was not migrated: Validate failed: Migrations have failed validation", ownerOf(database));
    }

    @Test
    void leavesANewerDatabaseAlone() throws SQLException {
        TestDatabase database = TestDatabase.create(cluster);
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            owner.execute("""
                    insert into migrations.flyway_schema_history
                        (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    values (99, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1, true)""");
        }

        assertThat(run(ownerOf(database))).as(err()).isZero();
        assertThat(out()).contains("; 0 migrations applied.");
    }

    @Test
    void maintains() {
        TestDatabase database = TestDatabase.create(cluster);

        assertThat(run(ownerOf(database), "maintain", "--reindex", "auth.users", "--reindex", "audit.change_log"))
                .isZero();
        assertThat(out()).contains("auth.users: indexes rebuilt.", "audit.change_log: indexes rebuilt.");
        assertFails(
                "relation \"auth.nothing\" does not exist", ownerOf(database), "maintain", "--reindex", "auth.nothing");
    }

    @Test
    void connectsAnExternalServiceWithItsKeyEncrypted() throws IOException, SQLException {
        TestDatabase database = TestDatabase.create(cluster);
        Path keyset = folder.resolve("connections.json");
        Files.writeString(keyset, Keysets.create());
        Map<String, String> environment =
                with(ownerOf(database), "MEDIANEST_SECRETS_CONNECTIONS_KEYSET_FILE", keyset.toString());
        String key = Files.writeString(folder.resolve("key"), "overseerr-key\n").toString();

        assertThat(run(
                        environment,
                        "connect",
                        "overseerr",
                        "--url",
                        "http://overseerr:5055/",
                        "--api-key-file",
                        key,
                        "--config-data",
                        "{\"webhookRegistered\":false}"))
                .as(err())
                .isZero();
        assertThat(run(environment, "connect", "overseerr", "--url", "https://overseerr.example"))
                .isZero();

        assertThat(out()).endsWith("overseerr at https://overseerr.example is connected.\n");
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            assertThat(media.row("select service_url, enabled, config_data from monitor.service_connections"))
                    .isEqualTo("https://overseerr.example|t|{\"webhookRegistered\": false}");
            String sealed = media.row("select api_key from monitor.service_connections");
            assertThat(FieldCipher.fromKeysetFile(keyset)
                            .decrypt(sealed, FieldCipher.place("service_config", "api_key", "overseerr")))
                    .isEqualTo("overseerr-key");
        }
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            assertThat(monitor.rows(
                            "select topic, key, type, aggregate_version, payload from outbox_events order by seq"))
                    .as("whoever speaks to it is told")
                    .containsExactly(
                            "medianest.services|overseerr|service.config-changed|0|" + TOLD,
                            "medianest.services|overseerr|service.config-changed|1|" + TOLD);
        }
        try (Session operator = database.connect(LoginRole.OPERATOR)) {
            assertThat(
                            operator.rows(
                                    "select operation, actor_id from change_log where table_name = 'service_config' order by id"))
                    .containsExactly("insert|service:medianest-database", "update|service:medianest-database");
        }
        assertFails("There is no service sonarr", environment, "connect", "sonarr", "--url", "http://x");
        assertFails("without a password", environment, "connect", "plex", "--url", "http://u:p@x");
        assertFails("Set --url.", environment, "connect", "plex");
        assertFails(
                "invalid input syntax for type json",
                environment,
                "connect",
                "plex",
                "--url",
                "http://x",
                "--config-data",
                "{");
        assertFails(
                "Set MEDIANEST_SECRETS_CONNECTIONS_KEYSET_FILE.",
                ownerOf(database),
                "connect",
                "plex",
                "--url",
                "http://x");
    }

    @Test
    @Tag("full")
    void isAProcessThatEndsWithItsExitCode() throws Exception {
        TestDatabase database = TestDatabase.createEmpty(cluster);

        assertThat(process(ownerOf(database))).isZero();
        assertThat(process(with(ownerOf(database), "MEDIANEST_DB_PASSWORD", "wrong")))
                .isOne();
        assertThat(Files.readString(folder.resolve("err")))
                .startsWith("medianest-database: PostgreSQL at ")
                .hasLineCount(1);
    }

    private int process(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MigrationRunner.class.getName()));
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void assertFails(String sentence, Map<String, String> environment, String... arguments) {
        assertThat(run(environment, arguments)).isOne();
        String said = err();
        assertThat(said).startsWith("medianest-database: ").contains(sentence).hasLineCount(1);
        assertThat(said + out()).doesNotContain("test-password");
    }

    private int run(Map<String, String> environment, String... arguments) {
        out.reset();
        err.reset();
        return MigrationRunner.run(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private Map<String, String> superuser() {
        return Map.of(
                "MEDIANEST_DB_URL", cluster.url("postgres"),
                "MEDIANEST_DB_USER", TestCluster.SUPERUSER,
                "MEDIANEST_DB_PASSWORD", TestCluster.PASSWORD);
    }

    private static Map<String, String> ownerOf(TestDatabase database) {
        DatabaseAccess owner = database.owner();
        return Map.of(
                "MEDIANEST_DB_URL", owner.url(),
                "MEDIANEST_DB_USER", owner.user(),
                "MEDIANEST_DB_PASSWORD", owner.password());
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(name, value);
        return changed;
    }

    private String place(TestDatabase database) {
        return "127\\.0\\.0\\.1:%d/%s".formatted(cluster.port(), database.name());
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
