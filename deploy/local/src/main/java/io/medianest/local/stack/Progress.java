package io.medianest.local.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Tells a waiting person what is being done, one line for each step with how long it took. */
public final class Progress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;

    /** @param out where the lines go */
    public Progress(PrintStream out) {
        this.out = out;
    }

    /** One that tells nobody. */
    public static Progress silent() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** Tells what is being done while it is. */
    public <T> T step(String what, Supplier<T> work) {
        out.printf("  %-44s ", what);
        out.flush();
        long start = System.nanoTime();
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            out.println(done ? "%4.1f s".formatted(seconds) : "failed");
        }
    }

    /** Tells something by the way. */
    public void note(String text) {
        out.println("  " + text);
    }
}
