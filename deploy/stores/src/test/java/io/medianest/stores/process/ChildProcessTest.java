package io.medianest.stores.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void passesTheEnvironmentAndKeepsTheOutput() {
        ChildProcess child = ChildProcess.start(shell("echo $GREETING; echo oops >&2; sleep 1000"));
        child.awaitReady(() -> child.log().tail(5).size() == 2, PATIENCE);
        assertThat(child.log().tail(5)).containsExactly("hello", "oops");
        child.stop();
        assertThat(child.isAlive()).isFalse();
        assertThat(folder.resolve("child.process")).doesNotExist();
    }

    @Test
    void killsWhatDoesNotEndWhenAsked() {
        ChildProcess child = ChildProcess.start(shell("trap '' TERM; echo ready; while :; do sleep 1; done"));
        child.awaitReady(() -> !child.log().tail(1).isEmpty(), PATIENCE);
        child.stop();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void saysThatTheProcessEndedWhileStarting() {
        ChildProcess child = ChildProcess.start(shell("echo no disk left; sleep 0.2; exit 3"));
        assertThatThrownBy(() -> child.awaitReady(() -> false, PATIENCE))
                .isInstanceOf(StartException.class)
                .hasMessage("child ended with code 3 while starting. Last lines of %s:\n  no disk left"
                        .formatted(child.log().path()));
    }

    @Test
    void stopsWhatIsNotReadyInTime() {
        ChildProcess child = ChildProcess.start(shell("sleep 1000"));
        assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMillis(100)))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("child was not ready within 0 seconds.");
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void saysThatAProgramIsMissing() {
        ChildCommand missing = command(List.of("/no/such/program"));
        ChildProcess child = ChildProcess.start(missing);
        assertThatThrownBy(() -> child.awaitReady(() -> false, PATIENCE))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void awaitsAnEndAndItsCode() {
        ChildProcess.start(shell("sleep 0.2")).awaitSuccess(PATIENCE);
        ChildProcess failing = ChildProcess.start(shell("sleep 0.2; exit 4"));
        assertThatThrownBy(() -> failing.awaitSuccess(PATIENCE)).hasMessage("child failed with code 4.");
    }

    @Test
    void aNewStartEndsWhatWasLeftBehind() {
        ChildProcess first = ChildProcess.start(shell("sleep 1000"));
        try (ChildProcess second = ChildProcess.start(shell("sleep 1000"))) {
            assertThat(first.isAlive()).isFalse();
            assertThat(second.isAlive()).isTrue();
        }
    }

    @Test
    void aProcessThatOnlyHasTheSameIdIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        new ProcessIdentity(stranger.pid(), "another-boot/17").write(folder.resolve("child.process"));
        try (ChildProcess child = ChildProcess.start(shell("sleep 1000"))) {
            assertThat(child.isAlive()).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void anUnreadableIdentityIsOneOfNoProcess() throws Exception {
        Files.writeString(folder.resolve("child.process"), "\0\0\0\0");
        try (ChildProcess child = ChildProcess.start(shell("sleep 1000"))) {
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void endsWithItsParentHoweverThatEnds() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        long child = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle handle = ProcessHandle.of(child).orElseThrow();

        parent.destroyForcibly().waitFor();

        handle.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(handle.isAlive()).isFalse();
    }

    private ChildCommand shell(String script) {
        return command(List.of("sh", "-c", script));
    }

    private ChildCommand command(List<String> command) {
        return new ChildCommand(
                "child",
                command,
                folder,
                Map.of("GREETING", "hello"),
                new LogFile(folder.resolve("child.log")),
                folder.resolve("child.process"),
                StopSignal.TERM,
                Duration.ofMillis(300));
    }
}
