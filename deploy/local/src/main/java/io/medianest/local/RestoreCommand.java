package io.medianest.local;

import io.medianest.backup.Backups;
import io.medianest.backup.RestoreInPlace;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.LauncherLock;
import io.medianest.local.stack.Leftovers;
import io.medianest.local.stack.Suite;
import io.medianest.stores.process.StartException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** {@code restore}: puts a backup in place; what was there is kept beside it. */
final class RestoreCommand {
    private final Installation installation;
    private final Backups backups;
    private final PrintStream out;

    RestoreCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        backups = new InstallationBackups(installation).backups();
        this.out = out;
    }

    /**
     * Restores.
     *
     * @throws io.medianest.local.installation.AlreadyRunningException if MediaNest runs
     */
    int run(CommandLine commandLine) {
        Optional<Instant> until =
                Optional.ofNullable(commandLine.values().get("to")).map(RestoreCommand::time);
        Path data = installation.postgres().resolve("data");
        if (Files.exists(data) && !commandLine.has("yes")) {
            throw new StartException("There is data in " + data + "; with --yes it is moved aside for the backup.");
        }
        Path key = Path.of(
                commandLine.values().getOrDefault("key", backups.source().key().toString()));
        installation.prepare(0);
        try (var _ = LauncherLock.acquire(installation, "")) {
            Leftovers.end(installation, Suite.MEDIANEST);
            new RestoreInPlace(backups, out).run(key, until);
            return 0;
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException("--to needs a time such as 2026-11-23T04:00:00Z, not " + text);
        }
    }
}
