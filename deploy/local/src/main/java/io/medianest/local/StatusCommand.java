package io.medianest.local;

import io.medianest.local.installation.Installation;
import io.medianest.local.installation.RunningLauncher;
import io.medianest.local.stack.ProcessList;
import io.medianest.local.stack.Suite;
import java.io.PrintStream;
import java.util.Optional;

/** {@code status}: whether MediaNest runs, where, and as which processes. */
final class StatusCommand {
    private static final int NOT_RUNNING = 3;

    private final Installation installation;
    private final PrintStream out;

    StatusCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    int run() {
        Optional<RunningLauncher> launcher = RunningLauncher.of(installation);
        if (launcher.isEmpty()) {
            out.println("MediaNest is not running.");
            if (RunningLauncher.wasKilled(installation)) {
                out.println("Its last run did not end in order; ./medianest up or down clears up.");
            }
            return NOT_RUNNING;
        }
        out.printf(
                "MediaNest is %s at %s (process %d).%n",
                launcher.get().ready() ? "running" : "starting",
                launcher.get().address(),
                launcher.get().identity().pid());
        new ProcessList(installation, Suite.MEDIANEST)
                .running()
                .forEach((name, pid) -> out.printf("  %-16s process %d%n", name, pid));
        out.printf("  %-16s %s%n", "logs", installation.logs());
        return 0;
    }
}
