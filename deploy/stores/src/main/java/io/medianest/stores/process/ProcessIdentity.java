package io.medianest.stores.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Names one run of one process: its id together with when it started, since ids are used again.
 *
 * @param pid the process id
 * @param started when it started, in a form that only serves to be compared
 */
public record ProcessIdentity(long pid, String started) {
    private static final int STAT_START_TICKS = 19;

    /**
     * The identity of a process.
     *
     * @return empty if it does not run (any more)
     */
    public static Optional<ProcessIdentity> of(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(ProcessIdentity::startOf)
                .map(started -> new ProcessIdentity(pid, started));
    }

    /** The identity of this Java process. */
    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @return empty if the file does not exist or holds something else, as after a power cut in the middle of writing
     */
    public static Optional<ProcessIdentity> read(Path file) throws IOException {
        try {
            String[] parts = Files.readString(file).strip().split(" ", 2);
            return parts.length == 2
                    ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Writes this identity to a file, replacing it. */
    public void write(Path file) throws IOException {
        Files.writeString(file, pid + " " + started + "\n");
    }

    /** The running process of this identity; empty if it has ended, even if its id is in use again. */
    public Optional<ProcessHandle> running() {
        return of(pid).filter(this::equals).flatMap(same -> ProcessHandle.of(pid));
    }

    /**
     * Asks the process to end, and kills it if it does not within its time; returns when it has ended.
     *
     * @param name what a person calls it
     * @throws StartException if it cannot be ended, as when another user started it
     */
    public void end(String name, StopSignal signal, Duration timeout) {
        new Termination(this, name, signal, timeout).run();
    }

    /**
     * The kernel's own figures where there are any: the time of day that Java derives from them moves with the clock,
     * which small computers without a battery set only after they have booted.
     */
    private static Optional<String> startOf(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            // A zombie has ended and only waits for its parent to notice.
            return afterName[0].equals("Z")
                    ? Optional.empty()
                    : Optional.of(boot.strip() + "/" + afterName[STAT_START_TICKS]);
        } catch (IOException noSuchFigures) {
            return process.info().startInstant().map(Object::toString);
        }
    }
}
