package io.medianest.local;

import io.medianest.local.installation.Installation;
import io.medianest.local.installation.LauncherLock;
import io.medianest.local.installation.RunningLauncher;
import io.medianest.local.stack.Leftovers;
import io.medianest.local.stack.Suite;
import io.medianest.stores.process.StopSignal;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code down}: stops what {@code up} started, from another terminal. */
final class DownCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Installation installation;
    private final Suite suite;
    private final PrintStream out;

    DownCommand(Installation installation, Suite suite, PrintStream out) {
        this.installation = installation;
        this.suite = suite;
        this.out = out;
    }

    /** Also ends what a launcher that was killed left running. */
    int run() {
        Optional<RunningLauncher> launcher = RunningLauncher.of(installation);
        launcher.ifPresent(running -> {
            out.println("Stopping MediaNest at " + running.address());
            running.identity().end("MediaNest's launcher", StopSignal.TERM, PATIENCE);
        });
        List<String> ended = Files.isDirectory(installation.run()) ? endLeftovers() : List.of();
        if (launcher.isEmpty() && ended.isEmpty()) {
            out.println("MediaNest is not running.");
        } else if (ended.isEmpty()) {
            out.println("Stopped.");
        } else {
            out.println("Stopped; the last run was killed and had left: " + String.join(", ", ended));
        }
        return 0;
    }

    private List<String> endLeftovers() {
        try (var _ = LauncherLock.acquire(installation, "")) {
            return Leftovers.end(installation, suite);
        }
    }
}
