package io.medianest.backup;

import io.medianest.encryption.InvalidSecretException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Backups of an installation in containers: {@code java -jar medianest-backup.jar MODE}. Ends with 0 if all went well,
 * with 1 if it did not, with 2 if the arguments make no sense.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final String USAGE = """
            modes:
              run                   archive changes every minute, make a full backup every day; stays
              now                   make a full backup
              restore [--to TIME] [--yes]
                                    put the last backup and all changes since, or until a time such as
                                    2026-11-23T04:00:00Z, in place of what is there, while PostgreSQL is stopped;
                                    --yes although there is data, which is kept beside
            environment:
            """;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream errors;

    private Main(Map<String, String> environment, PrintStream out, PrintStream errors) {
        this.environment = environment;
        this.out = out;
        this.errors = errors;
    }

    /** Runs one mode and ends the process. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /** The same, with an environment of its own; returns the code to end with. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream errors) {
        try {
            return new Main(environment, out, errors).run(new ArrayDeque<>(arguments));
        } catch (BackupException | InvalidSecretException e) {
            errors.println("medianest: " + e.getMessage());
            return FAILED;
        }
    }

    private int run(Deque<String> arguments) {
        String mode = arguments.isEmpty() ? "" : arguments.pop();
        return switch (mode) {
            case "run" -> arguments.isEmpty() ? stay() : misused();
            case "now" -> arguments.isEmpty() ? now() : misused();
            case "restore" -> restore(arguments);
            case "help" -> {
                help(out);
                yield 0;
            }
            default -> misused();
        };
    }

    private int now() {
        BackupSettings settings = new BackupSettings(environment);
        out.println("Written and read again: " + take(settings));
        out.println("Without the key it is of no use; keep a copy of it somewhere else: "
                + settings.backups().source().key());
        return 0;
    }

    private static String take(BackupSettings settings) {
        try (Connection connection = settings.connect()) {
            return settings.backups().take(connection);
        } catch (SQLException e) {
            throw new BackupException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    /** Stays until the process is ended, which a backup survives: one cut off has no manifest. */
    private int stay() {
        BackupSettings settings = new BackupSettings(environment);
        DailyBackup daily =
                new DailyBackup(settings.backups(), () -> out.println("Full backup: " + take(settings)), errors);
        daily.start();
        out.println("Backups go to " + settings.backups().folder());
        try (ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor()) {
            Runnable telling = () -> settings.well().ifPresent(file -> show(daily.isWell(), file));
            return awaitFailure(thread.scheduleWithFixedDelay(telling, 0, 1, TimeUnit.SECONDS));
        }
    }

    /** What is done again and again ends only when it fails. */
    private int awaitFailure(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            errors.println("medianest: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    private static void show(boolean isWell, Path file) {
        try {
            if (!isWell) {
                Files.deleteIfExists(file);
            } else if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new BackupException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private int restore(Deque<String> arguments) {
        boolean yes = arguments.remove("--yes");
        Optional<Instant> until = Optional.empty();
        if ("--to".equals(arguments.peek()) && arguments.size() == 2) {
            until = Optional.of(time(arguments.removeLast()));
            arguments.pop();
        }
        if (!arguments.isEmpty()) {
            return misused();
        }
        BackupSettings settings = new BackupSettings(environment);
        BackedUp source = settings.backups().source();
        if (settings.isRunning()) {
            throw new BackupException("PostgreSQL runs; stop everything before a restore.");
        }
        if (Files.exists(source.data()) && !yes) {
            throw new BackupException("There is data in " + source.data() + "; with --yes it is moved aside.");
        }
        new RestoreInPlace(settings.backups(), out).run(source.key(), until);
        return 0;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BackupException("--to needs a time such as 2026-11-23T04:00:00Z, not " + text + ".", e);
        }
    }

    private int misused() {
        help(errors);
        return MISUSED;
    }

    private static void help(PrintStream target) {
        target.print(USAGE);
        new TreeMap<>(BackupSettings.VARIABLES)
                .forEach((name, meaning) -> target.printf("  %-27s %s%n", name, meaning));
    }
}
