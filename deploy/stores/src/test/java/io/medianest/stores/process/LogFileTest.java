package io.medianest.stores.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;

    private Path path;
    private LogFile log;

    @BeforeEach
    void makeLog() {
        path = folder.resolve("logs/some.log");
        log = new LogFile(path);
    }

    @Test
    void keepsOneEarlierFile() throws Exception {
        log.rotate();
        Files.writeString(path, "first\n");
        log.rotate();
        Files.writeString(path, "second\n");
        log.rotate();
        assertThat(path).doesNotExist();
        assertThat(folder.resolve("logs/some.log.1")).hasContent("second");
    }

    @Test
    void emptiesAFileThatHasGrownTooLarge() throws Exception {
        log.rotate();
        Files.writeString(path, "0123456789");
        log.limit(10);
        assertThat(path).hasContent("0123456789");
        log.limit(9);
        assertThat(path).isEmptyFile();
        assertThat(folder.resolve("logs/some.log.1")).hasContent("0123456789");
    }

    @Test
    void showsTheLastLinesOfALargeFile() throws Exception {
        log.rotate();
        Files.writeString(path, "x".repeat(100_000) + "\none\ntwo\nthree\n");
        assertThat(log.tail(2)).containsExactly("two", "three");
    }

    @Test
    void hasNoLinesBeforeItExists() {
        assertThat(log.tail(2)).isEmpty();
    }
}
