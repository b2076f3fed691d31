package io.medianest.youtube.ytdlp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** A program that runs, whose two outputs are read line by line, and that leaves no process behind. */
final class ToolProcess {
    private static final Logger LOG = Logger.getLogger(ToolProcess.class);
    /** A list of thousands of videos is one line. */
    private static final int LONGEST_LINE = 64 * 1024 * 1024;

    private static final Duration LOOK_EACH = Duration.ofMillis(500);

    private final Process process;
    private final Duration grace;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile long heardAt = System.nanoTime();

    /** How it ended. */
    enum End {
        /** By itself. */
        BY_ITSELF,
        /** Because it was cancelled. */
        CANCELLED,
        /** Because it took too long, or was silent for too long. */
        TOO_LONG
    }

    private ToolProcess(Process process, Duration grace) {
        this.process = process;
        this.grace = grace;
    }

    /** Starts it. */
    static ToolProcess start(ProcessBuilder builder, Duration grace) throws IOException {
        Process process = builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        return new ToolProcess(process, grace);
    }

    /** Has it end. */
    void cancel() {
        cancelled.set(true);
    }

    /** The code that it ended with. */
    int code() {
        return process.exitValue();
    }

    /**
     * Reads it until no process of it is left. Blocks; call it on a thread of its own.
     *
     * @param longest how long it may run
     * @param silence how long it may say nothing
     */
    End read(Consumer<String> out, Consumer<String> err, Duration longest, Duration silence)
            throws InterruptedException {
        Thread outReader = reader(process.getInputStream(), out);
        Thread errReader = reader(process.getErrorStream(), err);
        long startedAt = System.nanoTime();
        End end = End.BY_ITSELF;
        while (!process.waitFor(LOOK_EACH.toMillis(), TimeUnit.MILLISECONDS) && end == End.BY_ITSELF) {
            long now = System.nanoTime();
            if (cancelled.get()) {
                end = End.CANCELLED;
            } else if (now - startedAt > longest.toNanos() || now - heardAt > silence.toNanos()) {
                end = End.TOO_LONG;
            }
        }
        if (end != End.BY_ITSELF) {
            askToEnd();
        }
        endGroup();
        outReader.join();
        errReader.join();
        return cancelled.get() && end == End.BY_ITSELF && process.exitValue() != 0 ? End.CANCELLED : end;
    }

    /** As Ctrl-C does: it then keeps what it has, to go on with it. */
    private void askToEnd() throws InterruptedException {
        signal("INT", process.pid());
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("Process %d did not end within %s and is killed", process.pid(), grace);
        }
    }

    /** What it has started does not always end with it. */
    private void endGroup() throws InterruptedException {
        List<ProcessHandle> left = process.descendants().toList();
        signal("KILL", -process.pid());
        left.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
    }

    private static void signal(String name, long pid) throws InterruptedException {
        try {
            // A group that has ended is complained of; that is as it should be.
            new ProcessBuilder("kill", "-" + name, "--", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            LOG.warnf("Signal %s could not be sent: %s", name, e.toString());
        }
    }

    private Thread reader(InputStream stream, Consumer<String> lines) {
        return Thread.ofVirtual().start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                StringBuilder line = new StringBuilder();
                int read = reader.read();
                while (read >= 0) {
                    if (read == '\n') {
                        heardAt = System.nanoTime();
                        lines.accept(line.toString());
                        line.setLength(0);
                    } else if (line.length() < LONGEST_LINE) {
                        line.append((char) read);
                    }
                    read = reader.read();
                }
                if (!line.isEmpty()) {
                    lines.accept(line.toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
