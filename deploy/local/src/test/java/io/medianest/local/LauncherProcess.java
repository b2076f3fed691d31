package io.medianest.local;

import io.medianest.stores.process.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A launcher in a process of its own, as the script starts it. */
final class LauncherProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final Path output;

    private LauncherProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it on a project. */
    static LauncherProcess start(Path project, String... arguments) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), kafkaLibraries(), project, arguments);
    }

    /** As {@link #start(Path, String...)}, wrapped into another command, with other copies of the libraries. */
    static LauncherProcess start(
            List<String> wrapper, String classPath, Path kafkaLibraries, Path project, String... arguments)
            throws IOException {
        // A build in the background of a script ignores Ctrl-C, and so would everything that it starts.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmedianest.root=" + project,
                "-Dmedianest.kafka.home=" + kafkaLibraries,
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("launcher", ".out");
        ProcessBuilder launcher =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        launcher.environment().put("MEDIANEST_STARTUP_CACHE", "off");
        return new LauncherProcess(launcher.start(), output);
    }

    static Path kafkaLibraries() {
        return Path.of(System.getProperty("medianest.kafka.home"));
    }

    /** Waits until it has printed something. */
    LauncherProcess awaitOutput(String text) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!output().contains(text)) {
            if (System.nanoTime() - deadline > 0 || process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!output().contains(text)) {
                    throw new TimeoutException("The launcher has not said '%s' but:%n%s".formatted(text, output()));
                }
            }
        }
        return this;
    }

    /** Waits until it has ended; returns the exit code. */
    int awaitExit() throws Exception {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("The launcher does not end; it has said:\n" + output());
        }
        return process.exitValue();
    }

    /** Sends it a signal, such as INT for Ctrl-C. */
    LauncherProcess signal(String name) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -%s failed".formatted(name));
        }
        return this;
    }

    /** What it has printed so far. */
    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    ProcessIdentity identity() {
        return ProcessIdentity.of(process.pid()).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(output);
    }
}
