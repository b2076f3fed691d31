package io.medianest.local;

import io.medianest.backup.BackupException;
import io.medianest.encryption.InvalidSecretException;
import io.medianest.local.installation.AlreadyRunningException;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.LauncherLock;
import io.medianest.local.stack.Suite;
import io.medianest.stores.process.StartException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Runs one command of {@code ./medianest}; the script finds Java, builds, and calls this. */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Installation installation;
    private final PrintStream out;

    private Main(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    /**
     * Ends with 0 if the command did what it should, with 1 if it could not, with 2 if the arguments make no sense, and
     * {@code status} with 3 if MediaNest does not run.
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Path project = Path.of(System.getProperty("medianest.root", ""));
        String home = System.getProperty("medianest.home");
        Installation installation = home == null ? Installation.of(project) : new Installation(project, Path.of(home));
        try {
            if (!arguments.isEmpty() && arguments.getFirst().equals("operate")) {
                return new OperateCommand(installation, System.out).run(arguments.subList(1, arguments.size()));
            }
            return new Main(installation, System.out).execute(CommandLine.parse(arguments));
        } catch (UsageException e) {
            System.err.println("medianest: " + e.getMessage() + "; see ./medianest help.");
            return MISUSED;
        } catch (AlreadyRunningException
                | StartException
                | BackupException
                | InvalidSecretException
                | UncheckedIOException e) {
            System.err.println("medianest: " + e.getMessage());
            return FAILED;
        }
    }

    private int execute(CommandLine commandLine) {
        return switch (commandLine.command()) {
            case "up" -> new UpCommand(installation, out).run(commandLine);
            case "status" -> new StatusCommand(installation, out).run();
            case "down" -> new DownCommand(installation, Suite.MEDIANEST, out).run();
            case "reset" -> new ResetCommand(installation, Suite.MEDIANEST, out).run(commandLine.has("yes"), System.in);
            case "backup" -> new BackupCommand(installation, out).run();
            case "restore" -> new RestoreCommand(installation, out).run(commandLine);
            default -> {
                // Asked by the script before it builds, so that it does not replace jars in use.
                LauncherLock.refuseIfRunning(installation);
                yield 0;
            }
        };
    }
}
