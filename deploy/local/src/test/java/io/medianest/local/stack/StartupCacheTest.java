package io.medianest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupCacheTest {
    private static final List<String> OPTIONS = List.of("-Xmx64m");

    @TempDir
    private Path folder;

    private Path application;

    @BeforeEach
    void makeApplication() throws IOException {
        application = Files.createDirectories(folder.resolve("quarkus-app"));
        Files.writeString(application.resolve("quarkus-run.jar"), "a jar");
    }

    @Test
    void isUsedOnceItHasBeenMade() throws IOException {
        StartupCache cache = StartupCache.of(application, OPTIONS);
        assertThat(cache.exists()).isFalse();
        assertThat(cache.use()).isEmpty();

        make(cache);
        assertThat(StartupCache.of(application, OPTIONS).exists()).isTrue();
        assertThat(cache.use()).last().asString().startsWith("-XX:AOTCache=" + folder);
    }

    @Test
    void isOfNoUseToOtherJarsOrOptions() throws IOException {
        make(StartupCache.of(application, OPTIONS));
        assertThat(StartupCache.of(application, List.of("-Xmx65m")).use()).isEmpty();

        Files.writeString(application.resolve("quarkus-run.jar"), "another jar");
        StartupCache other = StartupCache.of(application, OPTIONS);
        assertThat(other.use()).isEmpty();
        make(other);
        try (var files = Files.list(folder.resolve("startup-cache"))) {
            assertThat(files).as("the outdated one is deleted").hasSize(1);
        }
    }

    @Test
    void isNotThereIfTheJvmHasMadeNone() {
        StartupCache cache = StartupCache.of(application, OPTIONS);
        cache.record();
        assertThatThrownBy(cache::finish).isInstanceOf(StartException.class);
        assertThat(cache.use()).isEmpty();
    }

    /** As the two runs of the JVM do. */
    private static void make(StartupCache cache) throws IOException {
        Files.writeString(file(cache.record(), "-XX:AOTConfiguration="), "notes");
        Files.writeString(file(cache.create(), "-XX:AOTCache="), "cache");
        cache.finish();
    }

    private static Path file(List<String> options, String prefix) {
        return options.stream()
                .filter(option -> option.startsWith(prefix))
                .map(option -> Path.of(option.substring(prefix.length())))
                .findFirst()
                .orElseThrow();
    }
}
