package io.medianest.local;

import io.medianest.backup.DailyBackup;
import io.medianest.local.demo.DemoUser;
import io.medianest.local.demo.DemoUsers;
import io.medianest.local.demo.PortalClient;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.Secrets;
import io.medianest.local.stack.Progress;
import io.medianest.local.stack.Stack;
import io.medianest.local.stack.StackOptions;
import io.medianest.local.stack.Suite;
import io.medianest.stores.jvm.JvmProfile;
import io.medianest.stores.process.StartException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code up}: starts everything, shows how to use it, and stays until it is stopped. */
final class UpCommand {
    private static final String SEED = "MEDIANEST_SIMULATORS_SEED";
    private static final String STARTUP_CACHE = "MEDIANEST_STARTUP_CACHE";
    private static final String FULFIL_AFTER = "MEDIANEST_SIMULATORS_FULFIL_AFTER_SECONDS";

    private final Installation installation;
    private final PrintStream out;

    UpCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    /** Returns the exit code when everything has been stopped, except by a signal: then the process ends here. */
    int run(CommandLine commandLine) {
        Stack stack = Stack.prepare(options(commandLine), new Progress(out));
        AtomicBoolean ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(stack, ended), "stop"));
        try (stack) {
            return run(stack, commandLine.has("demo"), commandLine.has("external"));
        } finally {
            ended.set(true);
        }
    }

    private int run(Stack stack, boolean demo, boolean external) {
        try {
            if (demo) {
                refuseSomebodyElses(installation);
            }
            long start = System.nanoTime();
            out.println("Starting MediaNest");
            stack.start();
            MetricsTargets.write(installation, stack);
            List<DemoUser> users = demo ? makeUsers(stack) : List.of();
            new Screen(out).show(stack.address(), stack.secrets().setupToken(), users, installation, start);
            if (!external) {
                InstallationBackups backups = new InstallationBackups(installation);
                new DailyBackup(backups.backups(), backups::take, System.err).start();
            }
            new DailyMaintenance(installation, System.err).start();
            return awaitEnd(stack);
        } catch (StartException e) {
            // Stopped while starting: what could not go on is no failure.
            return stack.isClosing() ? 0 : fail(stack, String.valueOf(e.getMessage()));
        }
    }

    private StackOptions options(CommandLine commandLine) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(SEED, "demo");
        environment.putIfAbsent(FULFIL_AFTER, "60");
        return new StackOptions(
                installation,
                Suite.MEDIANEST,
                commandLine.host(),
                commandLine.port(),
                commandLine.has("external"),
                commandLine.has("demo"),
                JvmProfile.HOME,
                !"off".equals(environment.get(STARTUP_CACHE)),
                environment);
    }

    private List<DemoUser> makeUsers(Stack stack) {
        return new Progress(out)
                .step(
                        "people of the demo",
                        () -> new DemoUsers(installation.demoUsers(), new PortalClient(stack.address()))
                                .make(stack.secrets().setupToken()));
    }

    /** A demo replaces the connections to Plex and Overseerr, which nobody wants who has set up real ones. */
    private static void refuseSomebodyElses(Installation installation) {
        boolean fresh = !Files.isDirectory(installation.postgres().resolve("data"));
        boolean withoutAdmin = Secrets.of(installation).setupToken().isPresent();
        if (!fresh && !withoutAdmin && !DemoUsers.wereBegun(installation.demoUsers())) {
            throw new StartException(
                    "This installation is in use without --demo, which would replace its connections; start it without, "
                            + "or delete it with ./medianest reset.");
        }
    }

    private int awaitEnd(Stack stack) {
        try {
            Optional<String> failure = stack.awaitEnd();
            return failure.isPresent() ? fail(stack, failure.get()) : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(stack, "MediaNest was interrupted.");
        }
    }

    private int fail(Stack stack, String message) {
        out.flush();
        System.err.println("medianest: " + message);
        if (!stack.processes().isEmpty()) {
            out.println("Stopping MediaNest");
        }
        stack.close();
        return 1;
    }

    /** Runs when the process is to end: by Ctrl-C, TERM, the closing of the terminal, or of its own. */
    private void stopOnSignal(Stack stack, AtomicBoolean ended) {
        if (ended.get()) {
            return;
        }
        int code = 0;
        try {
            out.println();
            out.println("Stopping MediaNest");
            stack.close();
            out.println("Stopped; what it knows is kept in " + installation.home());
        } catch (StartException e) {
            System.err.println("medianest: " + e.getMessage());
            code = 1;
        }
        // To be stopped is how this is meant to end, so the code says that it went well, and not which signal it was.
        Runtime.getRuntime().halt(code);
    }
}
