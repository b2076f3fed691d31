package io.medianest.stores.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A running child process.
 *
 * <p>It is in a session of its own, so that Ctrl-C in the terminal reaches only its parent, which then stops its
 * children in order. A guard ends it when the parent dies without having stopped it; should the guard be killed too,
 * the next {@link #start} with the same identity file does.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int TAIL_LINES = 15;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final List<String> NEW_SESSION = newSession();

    private final ChildCommand command;
    private final Process process;
    private final ProcessIdentity identity;
    private final Process guard;

    private ChildProcess(ChildCommand command, Process process, ProcessIdentity identity, Process guard) {
        this.command = command;
        this.process = process;
        this.identity = identity;
        this.guard = guard;
    }

    /**
     * Starts the process, after having ended one that an earlier parent left behind.
     *
     * @throws StartException if the program cannot be run, or what was left behind does not end
     */
    public static ChildProcess start(ChildCommand command) {
        endLeftover(command.name(), command.identityFile(), command.stopSignal(), command.stopTimeout());
        try {
            command.log().rotate();
            Process process = launch(command);
            // A process that has ended already has no identity any more; whoever waits for it will see that.
            ProcessIdentity identity = ProcessIdentity.of(process.pid())
                    .orElseGet(() -> new ProcessIdentity(process.pid(), "ended at once"));
            identity.write(command.identityFile());
            return new ChildProcess(command, process, identity, guard(command, process));
        } catch (IOException e) {
            throw new StartException(command.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Ends what an earlier parent left behind, if it still runs.
     *
     * @param name what a person calls it
     * @param identityFile that of its {@link ChildCommand}
     * @return whether there was something to end
     * @throws StartException if it does not end
     */
    public static boolean endLeftover(String name, Path identityFile, StopSignal signal, Duration timeout) {
        try {
            Optional<ProcessIdentity> leftover = ProcessIdentity.read(identityFile)
                    .filter(identity -> identity.running().isPresent());
            leftover.ifPresent(identity -> identity.end(name, signal, timeout));
            Files.deleteIfExists(identityFile);
            return leftover.isPresent();
        } catch (IOException e) {
            throw new StartException(name + " may have been left running: " + identityFile + " cannot be read.", e);
        }
    }

    /** What a person calls it. */
    public String name() {
        return command.name();
    }

    /** Which process it is. */
    public ProcessIdentity identity() {
        return identity;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Takes its output. */
    public LogFile log() {
        return command.log();
    }

    /** Completes with the exit code when the process has ended. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Waits until the process is of use.
     *
     * @param probe tells whether it is; called again and again
     * @throws StartException if the process ends first, or the time runs out; the process has been stopped then
     */
    public void awaitReady(BooleanSupplier probe, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!probe.getAsBoolean()) {
            if (!process.isAlive()) {
                stop();
                throw new StartException(
                        "%s ended with code %d while starting.%s".formatted(name(), process.exitValue(), quote(log())));
            }
            if (System.nanoTime() - deadline > 0) {
                stop();
                throw new StartException(
                        "%s was not ready within %d seconds.%s".formatted(name(), timeout.toSeconds(), quote(log())));
            }
            pause();
        }
    }

    /**
     * Waits until the process has ended by itself.
     *
     * @throws StartException if it ends with another code than 0, or does not end in time; it has ended then
     */
    public void awaitSuccess(Duration timeout) {
        awaitEnd(timeout);
        boolean ended = !process.isAlive();
        stop();
        if (!ended) {
            throw new StartException(
                    "%s did not end within %d seconds.%s".formatted(name(), timeout.toSeconds(), quote(log())));
        }
        if (process.exitValue() != 0) {
            throw new StartException("%s failed with code %d.%s".formatted(name(), process.exitValue(), quote(log())));
        }
    }

    private void awaitEnd(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (process.isAlive() && System.nanoTime() - deadline < 0) {
            pause();
        }
    }

    /** Waits a moment, less if the process ends. */
    private void pause() {
        try {
            process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            throw new StartException("The start of " + name() + " was interrupted.", e);
        }
    }

    /** Asks the process to end, and kills it if it does not within its time; returns when it has ended. */
    public void stop() {
        identity.end(name(), command.stopSignal(), command.stopTimeout());
        process.onExit().join();
        guard.destroyForcibly();
        try {
            Files.deleteIfExists(command.identityFile());
        } catch (IOException harmless) {
            // The identity that stays behind is that of an ended process, which the next start recognises as such.
            System.getLogger(ChildProcess.class.getName())
                    .log(System.Logger.Level.DEBUG, "The identity of {0} stays behind: {1}", name(), harmless);
        }
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /** The last lines of a log on lines of their own, for the end of a message; empty if there are none. */
    public static String quote(LogFile log) {
        List<String> lines = log.tail(TAIL_LINES);
        return lines.isEmpty() ? "" : " Last lines of " + log.path() + ":\n  " + String.join("\n  ", lines);
    }

    private static Process launch(ChildCommand command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(inOwnSession(command.command()))
                .directory(command.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(command.log().path().toFile()));
        builder.environment().putAll(command.environment());
        return builder.start();
    }

    /** A shell whose standard input ends when this Java process does, however that comes about. */
    private static Process guard(ChildCommand command, Process process) throws IOException {
        String script = "read -r _; kill -" + command.stopSignal() + " " + process.pid();
        Process guard = new ProcessBuilder(inOwnSession(List.of("sh", "-c", script)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // Once the process has ended its id may go to another one, which the guard must not touch.
        var _ = process.onExit().thenRun(guard::destroyForcibly);
        return guard;
    }

    private static List<String> inOwnSession(List<String> command) {
        List<String> wrapped = new ArrayList<>(NEW_SESSION);
        wrapped.addAll(command);
        return wrapped;
    }

    /** Linux has setsid; where it is missing, Ctrl-C reaches the children at the same time as their parent. */
    private static List<String> newSession() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(program -> Files.isExecutable(Path.of(program)))
                .limit(1)
                .toList();
    }
}
