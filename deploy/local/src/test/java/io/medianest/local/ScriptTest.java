package io.medianest.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code ./medianest} itself, with a Maven and JDKs that only tell how they were called. */
class ScriptTest {
    private static final List<String> TOOLS = List.of(
            "sh", "dirname", "readlink", "sed", "sort", "head", "find", "cat", "tee", "mkdir", "mv", "rm", "touch");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path project;
    private Path tools;
    private Path jdks;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.toRealPath().resolve("a path with spaces"));
        Path script = Path.of(System.getProperty("medianest.project.root"), "medianest");
        Files.copy(script, project.resolve("medianest"));
        executable(project.resolve("medianest"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path program = Path.of("/bin", tool);
            Files.createSymbolicLink(tools.resolve(tool), Files.exists(program) ? program : Path.of("/usr/bin", tool));
        }
        jdks = Files.createDirectories(folder.resolve("jdks"));
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("MEDIANEST_JDK_SEARCH", jdks.toString());
    }

    @Test
    void explainsItself() throws Exception {
        for (String command : new String[] {"help", "--help", ""}) {
            Result result = command.isEmpty() ? run() : run(command);
            assertThat(result.code()).isZero();
            assertThat(result.output())
                    .contains(
                            "./medianest up ", "--demo", "./medianest test ", "./medianest bench ", "MEDIANEST_DB_URL");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | there is no command fly",
                "up --fast | up does not know --fast",
                "test --quick | test does not know --quick",
                "bench --rows 5 --fast | bench does not know --fast"
            })
    void saysWhatItDoesNotUnderstand(String arguments, String message) throws Exception {
        Result result = run(arguments.split(" ", -1));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).isEqualTo("medianest: %s; see ./medianest help.\n".formatted(message));
    }

    @Test
    void saysWhereToGetAJdk() throws Exception {
        jdk("17", "17.0.15");
        Result result = run("up");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("medianest: no JDK 25 or newer is here")
                .contains("https://adoptium.net/");
    }

    @Test
    void saysWhereToGetMaven() throws Exception {
        jdk("25", "25.0.1");
        Result without = run("up");
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.output()).contains("no Maven 3.8.7 or newer is here", "https://maven.apache.org/");
    }

    @ParameterizedTest
    @CsvSource({"3.8.6, 1", "3.8.7, 0", "3.10.1, 0", "4.0.0, 0", "3.6.3, 1"})
    void takesMavenFromTheOldestThatWillDo(String version, int code) throws Exception {
        jdk("25", "25.0.1");
        maven(version, "exit 0");
        assertThat(run("test").code()).isEqualTo(code);
    }

    @Test
    void takesTheOldestJdkThatWillDo() throws Exception {
        jdk("17", "17.0.15");
        jdk("26", "26");
        Path expected = jdk("a 25", "25.0.1");
        build();
        assertThat(run("up").output()).contains("java " + expected);
    }

    @Test
    void prefersTheJdkOfJavaHomeIfItWillDo() throws Exception {
        jdk("25", "25.0.1");
        Path chosen = jdk("26", "26");
        build();
        environment.put("JAVA_HOME", chosen.toString());
        assertThat(run("up").output()).contains("java " + chosen);
        environment.put("JAVA_HOME", jdk("17", "17.0.15").toString());
        assertThat(run("up").output()).contains("java " + jdks.resolve("25"));
    }

    @Test
    void findsAJdkOnThePathThroughLinks() throws Exception {
        Path jdk = jdk("25", "25.0.1");
        environment.put("MEDIANEST_JDK_SEARCH", "/nonexistent");
        Files.createSymbolicLink(tools.resolve("javac"), jdk.resolve("bin/javac"));
        build();
        assertThat(run("up").output()).contains("java " + jdk);
    }

    @Test
    void buildsOnlyWhenSourcesHaveChanged() throws Exception {
        jdk("25", "25.0.1");
        maven("3.8.7", """
                echo "[INFO] Building MediaNest :: Auth service 0.1.0-SNAPSHOT                  [2/14]"
                mkdir -p deploy/local/target && touch deploy/local/target/medianest-local.jar""");
        Path source = Files.createDirectories(project.resolve("auth-service/src/main/java"));

        Result first = run("up", "--demo", "--port", "80");
        assertThat(first.code()).isZero();
        assertThat(first.output())
                .contains("Building MediaNest", "  [2/14] Auth service\n", "mvn --batch-mode package")
                .contains("-Dmedianest.root=" + project + " ")
                .contains("-jar %s up --demo --port 80".formatted(launcher()));
        assertThat(run("up").output()).doesNotContain("Building MediaNest");

        FileTime later = FileTime.from(Instant.now().plusSeconds(60));
        Files.setLastModifiedTime(source, later);
        assertThat(run("up").output()).contains("Building MediaNest");
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        jdk("25", "25.0.1");
        maven("3.8.7", "echo '[ERROR] cannot find symbol'; exit 1");
        Result result = run("up");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .contains("  cannot find symbol\n", "medianest: the build failed; " + project + "/target/")
                .doesNotContain("-jar");
        assertThat(project.resolve("target/medianest-building")).doesNotExist();
    }

    @Test
    void letsOneBuildAtATime() throws Exception {
        jdk("25", "25.0.1");
        maven("3.8.7", "exit 0");
        Path building = Files.createDirectories(project.resolve("target/medianest-building"));
        long pid = ProcessHandle.current().pid();
        Files.writeString(building.resolve("pid"), pid + "\n");
        Result refused = run("test");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.output()).contains("another ./medianest (process %d) is building.".formatted(pid));

        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(building.resolve("pid"), ended.pid() + "\n");
        assertThat(run("test").code()).isZero();
    }

    @Test
    void testsWithMaven() throws Exception {
        jdk("25", "25.0.1");
        maven("3.8.7", "exit 0");
        assertThat(run("test").output()).contains("mvn --batch-mode verify\n");
        assertThat(run("test", "--full", "--", "-Dgroups=full", "-pl", "gateway")
                        .output())
                .contains("mvn --batch-mode verify -Pfull -Dgroups=full -pl gateway\n");
        maven("3.8.7", "exit 3");
        assertThat(run("test").code()).isEqualTo(3);
    }

    @Test
    void measuresWhatWasBuilt() throws Exception {
        jdk("25", "25.0.1");
        build();
        Path bench = project.resolve("deploy/bench/target/medianest-bench.jar");
        Files.createDirectories(bench.getParent());
        Files.writeString(bench, "");
        assertThat(run("bench", "--rows", "1000", "--profile=server", "--quick").output())
                .contains("-jar " + bench + " --rows 1000 --profile=server --quick");
    }

    @Test
    void worksThroughALinkAndFromAnywhere() throws Exception {
        jdk("25", "25.0.1");
        build();
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a path with spaces", "medianest"));
        Result result = run(List.of(link.toString(), "down"), Path.of("/"));
        assertThat(result.output()).contains("-Dmedianest.root=" + project + " ", "-jar " + launcher() + " down");
    }

    @Test
    void needsNoBuildToSayThatNothingRuns() throws Exception {
        jdk("25", "25.0.1");
        assertThat(run("status")).isEqualTo(new Result(3, "MediaNest has not been started here yet.\n"));
        assertThat(run("down").code()).isZero();
        assertThat(run("reset").code()).isZero();
    }

    private Path launcher() {
        return project.resolve("deploy/local/target/medianest-local.jar");
    }

    /** As a build leaves it. */
    private void build() throws IOException {
        Files.createDirectories(launcher().getParent());
        Files.writeString(launcher(), "");
        Files.createDirectories(project.resolve("target"));
        Path stamp = Files.writeString(project.resolve("target/medianest-built"), "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(10)));
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = jdks.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        Files.writeString(jdk.resolve("bin/javac"), "");
        executable(jdk.resolve("bin/javac"));
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho \"java %s $*\"\n".formatted(jdk));
        executable(jdk.resolve("bin/java"));
        return jdk;
    }

    private void maven(String version, String script) throws IOException {
        Path maven = tools.resolve("mvn");
        Files.writeString(maven, """
                #!/bin/sh
                if [ "$1" = -v ]; then echo "Apache Maven %s (Somebody)"; exit; fi
                echo "mvn $*" | tee -a "%s"
                %s
                """.formatted(version, folder.resolve("calls"), script));
        executable(maven);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(project.resolve("medianest").toString()));
        command.addAll(List.of(arguments));
        return run(command, folder);
    }

    private Result run(List<String> command, Path directory) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Path calls = folder.resolve("calls");
        String called = Files.exists(calls) ? Files.readString(calls) : "";
        Files.deleteIfExists(calls);
        return new Result(process.waitFor(), output + called);
    }

    /** What became of a run: its exit code, what it printed, and how it called Maven. */
    private record Result(int code, String output) {}
}
