package io.medianest.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.medianest.local.stack.TinyProject;
import io.medianest.stores.process.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As nobody, who has no home and may write nowhere else; the other tests run as whoever runs them, often as root. */
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OtherUserTest {
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    @TempDir
    private Path folder;

    @Test
    void startsAndStops() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path project = TinyProject.in(folder.resolve("project"));
        String classPath = copyClassPath();
        Path kafka = copy(LauncherProcess.kafkaLibraries(), folder.resolve("kafka"));
        run("chown", "-R", "65534:65534", folder.toString());
        String port = Integer.toString(Ports.free());

        try (LauncherProcess up = LauncherProcess.start(AS_NOBODY, classPath, kafka, project, "up", "--port", port)) {
            up.awaitOutput("MediaNest is running");
            assertThat(Files.getOwner(project.resolve(".medianest/postgres/data"))
                            .getName())
                    .isNotEqualTo("root");
            assertThat(up.signal("INT").awaitExit()).isZero();
        }
    }

    /** Those of the build are in root's home, where nobody else may look. */
    private String copyClassPath() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path source = Path.of(entry);
            if (Files.exists(source)) {
                Path target = folder.resolve("lib").resolve(copies.size() + "-" + source.getFileName());
                copies.add(copy(source, target).toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static Path copy(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (Stream<Path> content = Files.walk(source)) {
            for (Path path : content.toList()) {
                Files.copy(path, target.resolve(source.relativize(path).toString()));
            }
        }
        return target;
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
