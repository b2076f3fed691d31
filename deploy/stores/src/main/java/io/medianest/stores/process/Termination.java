package io.medianest.stores.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process: asks first, then kills. */
final class Termination {
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 25;

    private final ProcessIdentity identity;
    private final String name;
    private final StopSignal signal;
    private final Duration timeout;

    Termination(ProcessIdentity identity, String name, StopSignal signal, Duration timeout) {
        this.identity = identity;
        this.name = name;
        this.signal = signal;
        this.timeout = timeout;
    }

    /**
     * Returns when the process has ended.
     *
     * @throws StartException if it cannot be ended, as when another user started it
     */
    void run() {
        identity.running().ifPresent(process -> ask(process, signal));
        if (!hasEndedWithin(timeout)) {
            identity.running().ifPresent(ProcessHandle::destroyForcibly);
            if (!hasEndedWithin(KILL_TIMEOUT)) {
                throw new StartException("%s (process %d) is still running and cannot be ended; end it by hand."
                        .formatted(name, identity.pid()));
            }
        }
    }

    private static void ask(ProcessHandle process, StopSignal signal) {
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> interrupt(process);
        }
    }

    private static void interrupt(ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** Asks for the identity as well, since an ended process whose parent never notices keeps its id. */
    private boolean hasEndedWithin(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            var running = identity.running();
            if (running.isEmpty()) {
                return true;
            }
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            awaitExit(running.get());
        }
    }

    private static void awaitExit(ProcessHandle process) {
        try {
            process.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRunning) {
            // The caller looks again.
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + process.pid() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
