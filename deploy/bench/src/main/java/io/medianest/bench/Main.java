package io.medianest.bench;

import io.medianest.bench.figure.Report;
import io.medianest.local.installation.AlreadyRunningException;
import io.medianest.local.stack.Progress;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./medianest bench}: prints a table of figures, and writes it and the same as JSON below target/bench. */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /**
     * Ends with 0 if everything was measured, whatever the figures; with 1 if something could not be, with 2 if the
     * arguments make no sense.
     */
    public static void main(String[] arguments) {
        System.exit(run(Path.of(System.getProperty("medianest.root", "")).toAbsolutePath(), List.of(arguments)));
    }

    static int run(Path project, List<String> arguments) {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("medianest: " + e.getMessage() + "; see ./medianest help.");
            return MISUSED;
        }
        try {
            Report report = new Bench(project, options, new Progress(System.out)).run();
            System.out.printf("%n%s%n", report.table());
            System.out.println("Written to " + write(project.resolve("target/bench"), report));
            return report.isWhole() ? 0 : FAILED;
        } catch (AlreadyRunningException | StartException | UncheckedIOException e) {
            System.err.println("medianest: " + e.getMessage());
            return FAILED;
        }
    }

    private static Path write(Path folder, Report report) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("bench.md"), report.table());
            return Files.writeString(folder.resolve("bench.json"), report.json());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written to", e);
        }
    }
}
