package io.medianest.local.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.stores.process.ProcessIdentity;
import io.medianest.stores.process.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherLockTest {
    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeEach
    void makeInstallation() {
        installation = Installation.of(folder);
        installation.prepare(1);
    }

    @Test
    void isHeldByOneOnly() {
        LauncherLock lock = LauncherLock.acquire(installation, "http://127.0.0.1:8080");
        long pid = ProcessHandle.current().pid();
        assertThatThrownBy(() -> LauncherLock.acquire(installation, "http://127.0.0.1:8081"))
                .isInstanceOf(AlreadyRunningException.class)
                .hasMessage(
                        "MediaNest is already starting at http://127.0.0.1:8080 (process %d); "
                                + "./medianest down stops it.",
                        pid);
        lock.ready("http://127.0.0.1:8080", "", "");
        assertThatThrownBy(() -> LauncherLock.refuseIfRunning(installation))
                .hasMessageStartingWith("MediaNest is already running at http://127.0.0.1:8080");
        lock.close();
        LauncherLock.acquire(installation, "http://127.0.0.1:8081").close();
    }

    @Test
    void isHeldEvenIfTheHoldersWordsAreGone() throws Exception {
        LauncherLock lock = LauncherLock.acquire(installation, "http://127.0.0.1:8080");
        RunningLauncher.clear(installation);
        assertThatThrownBy(() -> LauncherLock.acquire(installation, "http://127.0.0.1:8081"))
                .isInstanceOf(AlreadyRunningException.class)
                .hasMessageContaining("Another ./medianest is starting or stopping MediaNest in");
        lock.close();
    }

    @Test
    void isFreeAfterAProcessThatOnlyHadTheSameId() {
        long pid = ProcessHandle.current().pid();
        new RunningLauncher(new ProcessIdentity(pid, "before the power cut"), "http://127.0.0.1:8080", true, "", "")
                .write(installation);
        assertThat(RunningLauncher.of(installation)).isEmpty();
        assertThat(RunningLauncher.wasKilled(installation)).isTrue();
        LauncherLock.acquire(installation, "http://127.0.0.1:8080").close();
        assertThat(RunningLauncher.wasKilled(installation)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pid=", "pid=17\nstart", "\0\0\0\0", "pid=\\u00", "pid=99999999999999999999"})
    void isFreeAfterWordsThatAPowerCutSpoilt(String words) throws Exception {
        Files.writeString(installation.run().resolve("launcher.properties"), words);
        assertThat(RunningLauncher.of(installation)).isEmpty();
        assertThat(RunningLauncher.wasKilled(installation)).isTrue();
        LauncherLock.acquire(installation, "http://127.0.0.1:8080").close();
    }

    @Test
    void needsRoomOnTheDisk() {
        assertThatThrownBy(() -> installation.prepare(Long.MAX_VALUE / 2))
                .isInstanceOf(StartException.class)
                .hasMessageMatching("The disk is too full: MediaNest needs \\d+ MB in .+, and \\d+ MB are free\\.");
    }

    @Test
    void needsAFolderItCanWriteTo() throws Exception {
        Installation blocked = new Installation(folder, Files.writeString(folder.resolve("file"), "in the way"));
        assertThatThrownBy(() -> blocked.prepare(1))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("MediaNest cannot write to " + blocked.home());
    }
}
