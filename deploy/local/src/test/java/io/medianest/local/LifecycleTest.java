package io.medianest.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.local.installation.Installation;
import io.medianest.local.stack.ProcessList;
import io.medianest.local.stack.Suite;
import io.medianest.local.stack.TinyProject;
import io.medianest.stores.process.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LifecycleTest {
    @TempDir
    private Path folder;

    private Path project;
    private Installation installation;
    private String port;

    @BeforeEach
    void makeProject() throws IOException {
        project = TinyProject.in(folder.resolve("project"));
        installation = Installation.of(project);
        port = Integer.toString(Ports.free());
    }

    @Test
    void ctrlCStopsEverythingInOrder() throws Exception {
        try (LauncherProcess up = up().awaitOutput("MediaNest is running")) {
            assertThat(up.output())
                    .contains("Address      http://127.0.0.1:" + port)
                    .contains("Setup token  the-setup-token")
                    .contains("Data         " + installation.home())
                    .contains("Logs         " + installation.logs());
            assertThat(up.signal("INT").awaitExit()).isZero();
            assertThat(up.output()).contains("Stopping MediaNest", "Stopped; what it knows is kept in");
        }
        assertThatNothingRuns();
        for (String name : new String[] {
            "auth-service",
            "media-service",
            "youtube-service",
            "monitor-service",
            "gateway",
            "kafka",
            "redis",
            "postgres"
        }) {
            assertThat(installation.logs().resolve(name + ".log")).exists();
        }
        assertThat(installation.logs().resolve("postgres.log"))
                .content()
                .contains("received fast shutdown request", "database system is shut down");
    }

    @Test
    void aSecondOneSaysThatOneIsRunning() throws Exception {
        try (LauncherProcess first = up().awaitOutput("MediaNest is running");
                LauncherProcess second = LauncherProcess.start(project, "up");
                LauncherProcess status = LauncherProcess.start(project, "status");
                LauncherProcess reset = LauncherProcess.start(project, "reset", "--yes")) {
            String running = "already running at http://127.0.0.1:%s (process %d)"
                    .formatted(port, first.identity().pid());
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output()).contains(running);
            assertThat(reset.awaitExit()).isEqualTo(1);
            assertThat(reset.output()).contains(running);
            assertThat(status.awaitExit()).isZero();
            assertThat(status.output()).contains("running at http://127.0.0.1:" + port, "auth-service", "postgres");

            try (LauncherProcess down = LauncherProcess.start(project, "down")) {
                assertThat(down.awaitExit()).isZero();
                assertThat(down.output()).contains("Stopping MediaNest at http://127.0.0.1:" + port, "Stopped.");
            }
            assertThat(first.awaitExit()).isZero();
        }
        assertThatNothingRuns();
        try (LauncherProcess status = LauncherProcess.start(project, "status")) {
            assertThat(status.awaitExit()).isEqualTo(3);
        }
    }

    @Test
    void killedItStartsAgainWithItsData() throws Exception {
        try (LauncherProcess killed = up().awaitOutput("MediaNest is running")) {
            killed.signal("KILL").awaitExit();
        }
        try (LauncherProcess again = up().awaitOutput("MediaNest is running")) {
            assertThat(again.signal("TERM").awaitExit()).isZero();
        }
        assertThatNothingRuns();
        try (LauncherProcess reset = LauncherProcess.start(project, "reset", "--yes")) {
            assertThat(reset.awaitExit()).isZero();
        }
        assertThat(installation.home()).doesNotExist();
    }

    @Test
    void killedItLeavesNothingRunningForLong() throws Exception {
        try (LauncherProcess killed = up().awaitOutput("MediaNest is running")) {
            Map<String, Long> processes = processes();
            assertThat(processes).hasSize(8);
            killed.signal("KILL").awaitExit();
            await(() -> processes().isEmpty());
        }
        try (LauncherProcess status = LauncherProcess.start(project, "status")) {
            assertThat(status.awaitExit()).isEqualTo(3);
            assertThat(status.output()).contains("Its last run did not end in order");
        }
    }

    @Test
    void stoppedWhileStartingItLeavesNothing() throws Exception {
        try (LauncherProcess up = up().awaitOutput("PostgreSQL, Redis, Kafka")) {
            await(() -> Files.exists(installation.kafka().resolve("server.properties")));
            assertThat(up.signal("INT").awaitExit()).isZero();
            assertThat(up.output()).contains("Stopped;").doesNotContain("MediaNest is running", "medianest: ");
        }
        assertThatNothingRuns();
        try (LauncherProcess again = up().awaitOutput("MediaNest is running")) {
            assertThat(again.signal("INT").awaitExit()).isZero();
        }
    }

    @Test
    void aProcessThatDiesTakesTheRestDownInOrder() throws Exception {
        try (LauncherProcess up = up().awaitOutput("MediaNest is running")) {
            ProcessHandle.of(processes().get("media-service")).orElseThrow().destroyForcibly();
            assertThat(up.awaitExit()).isEqualTo(1);
            assertThat(up.output()).contains("medianest: media-service ended unexpectedly with code 137.");
        }
        assertThatNothingRuns();
    }

    @Test
    void aPortThatIsTakenIsSaidAtOnce() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.LOOPBACK);
                LauncherProcess up = LauncherProcess.start(project, "up", "--port=" + taken.getLocalPort())) {
            assertThat(up.awaitExit()).isEqualTo(1);
            assertThat(up.output())
                    .isEqualTo("medianest: Port %d of 127.0.0.1 is taken by another program; choose another one: "
                                    .formatted(taken.getLocalPort())
                            + "./medianest up --port %d.%n".formatted(taken.getLocalPort() + 1));
        }
    }

    @Test
    void aStoreThatDoesNotStartIsSaidWithItsOwnWords() throws Exception {
        try (LauncherProcess up = up().awaitOutput("MediaNest is running")) {
            assertThat(up.signal("INT").awaitExit()).isZero();
        }
        Files.writeString(installation.postgres().resolve("data/PG_VERSION"), "9.6\n");
        try (LauncherProcess up = up()) {
            assertThat(up.awaitExit()).isEqualTo(1);
            assertThat(up.output())
                    .contains("medianest: PostgreSQL ended with code 1 while starting. Last lines of ")
                    .contains("database files are incompatible with server");
        }
        assertThatNothingRuns();
    }

    private LauncherProcess up() throws IOException {
        return LauncherProcess.start(project, "up", "--port", port);
    }

    private Map<String, Long> processes() {
        return new ProcessList(installation, Suite.MEDIANEST).running();
    }

    private void assertThatNothingRuns() {
        assertThat(processes()).isEmpty();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
    }
}
