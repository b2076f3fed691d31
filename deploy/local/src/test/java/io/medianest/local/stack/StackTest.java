package io.medianest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.local.installation.AlreadyRunningException;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.RunningLauncher;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StackTest {
    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeEach
    void makeProject() throws IOException {
        installation = Installation.of(TinyProject.in(folder.resolve("a path with spaces")));
    }

    @Test
    void startsEverythingAndStopsItInOrder() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(told, true, StandardCharsets.UTF_8));
        ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
        StackOptions options = options().withSimulators(true).withEnvironment(Map.of("GREETING", "hello"));
        try (Stack stack = Stack.prepare(options, progress)) {
            stack.start();
            for (ChildProcess child : stack.processes()) {
                var _ = child.onExit().thenRun(() -> ended.add(child.name()));
            }
            assertThat(told.toString(StandardCharsets.UTF_8).lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("  PostgreSQL, Redis, Kafka"),
                            line -> assertThat(line).startsWith("  database and topics"),
                            line -> assertThat(line)
                                    .startsWith("  simulators of Plex, Overseerr, Uptime Kuma and YouTube"),
                            line -> assertThat(line)
                                    .startsWith(
                                            "  gateway, auth-service, media-service, youtube-service, monitor-service"));
            assertThatTheEnvironmentIsComplete(stack);
            assertThatTheStoresAreReady(stack.stores());
            assertThat(stack.secrets().setupToken()).contains("the-setup-token");
            assertThatASecondOneIsRefused(stack);
        }
        assertThat(ended)
                .containsExactlyInAnyOrder(
                        "gateway",
                        "auth-service",
                        "media-service",
                        "youtube-service",
                        "monitor-service",
                        "simulators",
                        "Kafka",
                        "Redis",
                        "PostgreSQL");
        assertThat(ended.stream().filter(name -> !name.endsWith("-service")))
                .containsExactly("gateway", "simulators", "Kafka", "Redis", "PostgreSQL");
        assertThat(List.copyOf(ended).subList(1, 5))
                .containsExactlyInAnyOrder("auth-service", "media-service", "youtube-service", "monitor-service");
        assertThat(RunningLauncher.of(installation)).isEmpty();
        assertThat(RunningLauncher.wasKilled(installation)).isFalse();
    }

    @Test
    @Tag("full")
    void makesStartupCachesOnce() {
        assertThat(progressOf(options().withStartupCaches(true))).contains("once after a build");
        for (String name : Suite.MEDIANEST.names()) {
            assertThat(installation.project().resolve(name).resolve("target/startup-cache"))
                    .isDirectoryContaining("glob:**.aot");
        }
        assertThat(progressOf(options().withStartupCaches(true))).doesNotContain("once after a build");
    }

    private static String progressOf(StackOptions options) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (Stack stack = Stack.prepare(options, new Progress(new PrintStream(told, true, StandardCharsets.UTF_8)))) {
            stack.start();
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsWhichProcessEndedAndItsLastWords() throws Exception {
        try (Stack stack = Stack.prepare(options(), Progress.silent())) {
            stack.start();
            ChildProcess redis = stack.processes().stream()
                    .filter(child -> child.name().equals("Redis"))
                    .findFirst()
                    .orElseThrow();
            ProcessHandle.of(redis.identity().pid()).orElseThrow().destroyForcibly();

            assertThat(stack.awaitEnd())
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("Redis ended unexpectedly with code 137. Last lines of ")
                            .contains("Ready to accept connections"));
        }
    }

    @Test
    void saysWhichServiceDoesNotStartAndWhy() {
        StackOptions options = options().withEnvironment(Map.of("TINY_FAILURE", "the pepper is too short"));
        try (Stack stack = Stack.prepare(options, Progress.silent())) {
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("ended with code 7 while starting")
                    .hasMessageContaining("the pepper is too short");
        }
        assertThat(RunningLauncher.of(installation)).isEmpty();
    }

    @Test
    void refusesAPortThatIsTakenBeforeItStartsAnything() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, Ports.LOOPBACK)) {
            StackOptions options = options().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> Stack.prepare(options, Progress.silent()))
                    .isInstanceOf(StartException.class)
                    .hasMessage(
                            "Port %d of 127.0.0.1 is taken by another program; choose another one: "
                                    + "./medianest up --port %d.",
                            taken.getLocalPort(), taken.getLocalPort() + 1);
        }
        assertThat(installation.postgres()).doesNotExist();
        assertThat(RunningLauncher.of(installation)).isEmpty();
    }

    @Test
    void refusesDataWhosePasswordIsLost() throws Exception {
        Files.createDirectories(installation.postgres().resolve("data"));
        try (Stack stack = Stack.prepare(options(), Progress.silent())) {
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("its password is not: restore")
                    .hasMessageContaining("postgres.password");
        }
    }

    private StackOptions options() {
        return StackOptions.of(installation).withPort(0);
    }

    private static void assertThatTheEnvironmentIsComplete(Stack stack) throws IOException {
        ServiceDefinition auth = Suite.MEDIANEST.services().get(0);
        ServiceDefinition media = Suite.MEDIANEST.services().get(1);
        assertThat(environment(stack.serviceAddress(auth)))
                .contains("GREETING=hello", "QUARKUS_DATASOURCE_USERNAME=auth_service")
                .contains("QUARKUS_DATASOURCE_REACTIVE_URL=" + stack.stores().reactiveUrl())
                .contains("KAFKA_BOOTSTRAP_SERVERS=" + stack.stores().kafka())
                .contains("QUARKUS_REDIS_HOSTS=" + stack.stores().redisUrl())
                .contains("MEDIANEST_SECRETS_PEPPER_FILE=", "MEDIANEST_SECRETS_AUTH_KEYSET_FILE=")
                .doesNotContain("CONNECTIONS_KEYSET");
        assertThat(environment(stack.serviceAddress(media)))
                .contains("QUARKUS_DATASOURCE_USERNAME=media_service")
                .contains("MEDIANEST_SECRETS_CONNECTIONS_KEYSET_FILE=", "MEDIANEST_WEBHOOK_SECRET_FILE=")
                .doesNotContain("AUTH_KEYSET", "SETUP_TOKEN");
        assertThat(environment(stack.address()))
                .contains("MEDIANEST_GATEWAY_ROUTES_AUTH_URL=" + stack.serviceAddress(auth))
                .contains("MEDIANEST_GATEWAY_ROUTES_MEDIA_URL=" + stack.serviceAddress(media))
                .contains("MEDIANEST_GATEWAY_ROUTES_MEDIA_HEALTH_URL=");
    }

    private static void assertThatTheStoresAreReady(StoreAddresses stores) throws Exception {
        assertThat(query(stores, "select service_name from monitor.service_config where service_name = 'overseerr'"))
                .isEqualTo("overseerr");
        assertThat(query(stores, "select count(*) from pg_roles where rolname = 'media_service'"))
                .isEqualTo("1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stores.kafka()))) {
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS))
                    .contains("medianest.users", "medianest.users.dlq", "medianest.revocations");
        }
    }

    private void assertThatASecondOneIsRefused(Stack running) {
        assertThatThrownBy(() -> Stack.prepare(options(), Progress.silent()))
                .isInstanceOf(AlreadyRunningException.class)
                .hasMessage(
                        "MediaNest is already running at %s (process %d); ./medianest down stops it.",
                        running.address(), ProcessHandle.current().pid());
        assertThat(new ProcessList(installation, Suite.MEDIANEST).running().keySet())
                .containsExactly(
                        "gateway",
                        "auth-service",
                        "media-service",
                        "youtube-service",
                        "monitor-service",
                        "simulators",
                        "kafka",
                        "redis",
                        "postgres");
    }

    private static String environment(URI address) throws IOException {
        try (var content = address.toURL().openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String query(StoreAddresses stores, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(stores.jdbcUrl(), stores.superuser(), stores.superuserPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
