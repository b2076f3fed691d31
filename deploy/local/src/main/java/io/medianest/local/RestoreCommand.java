package io.medianest.local;

import io.medianest.backup.BackupException;
import io.medianest.backup.BackupFolder;
import io.medianest.backup.Restore;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.LauncherLock;
import io.medianest.local.stack.Leftovers;
import io.medianest.local.stack.Suite;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** {@code restore}: puts a backup in place; what was there is kept beside it. */
final class RestoreCommand {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Installation installation;
    private final InstallationBackups backups;
    private final PrintStream out;

    RestoreCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        backups = new InstallationBackups(installation);
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
        Path key =
                Path.of(commandLine.values().getOrDefault("key", backups.key().toString()));
        installation.prepare(0);
        try (var _ = LauncherLock.acquire(installation, "")) {
            Leftovers.end(installation, Suite.MEDIANEST);
            return backups.locked(key, folder -> {
                backups.secrets(folder).keepIfOurs();
                backups.spool().drain(folder);
                Path work = installation.home().resolve("restoring");
                out.println("Restoring from " + backups.folder() + ", which can take some time");
                String id = new Restore(folder, work).run(until);
                putInPlace(work, data, key);
                out.println("Restored and checked: backup " + id
                        + until.map(time -> ", and what followed until " + time).orElse(", and all that followed"));
                return 0;
            });
        }
    }

    private void putInPlace(Path work, Path data, Path key) {
        String suffix = ".before-" + SUFFIX.format(Instant.now());
        Path secrets = installation.secrets();
        try {
            Files.copy(key, work.resolve("secrets").resolve(InstallationBackups.KEY));
            Files.createDirectories(installation.postgres());
            moveAside(data, suffix);
            moveAside(secrets, suffix);
            Files.move(work.resolve("secrets"), secrets);
            Files.move(work.resolve("data"), data);
            BackupFolder.delete(work);
            // Changes after this belong to a history of their own, which begins with the next backup.
            backups.spool().discard();
        } catch (IOException e) {
            throw new BackupException(
                    "The restored data in %s could not be put in place of %s and %s; what was there ends with %s."
                            .formatted(work, data, secrets, suffix),
                    e);
        }
    }

    private void moveAside(Path folder, String suffix) throws IOException {
        if (Files.exists(folder)) {
            Path aside = folder.resolveSibling(folder.getFileName() + suffix);
            Files.move(folder, aside);
            out.println("What was there is in " + aside);
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
