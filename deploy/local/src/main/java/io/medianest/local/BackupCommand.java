package io.medianest.local;

import io.medianest.local.installation.Installation;
import java.io.PrintStream;

/** {@code backup}: a full backup now. */
final class BackupCommand {
    private final InstallationBackups backups;
    private final PrintStream out;

    BackupCommand(Installation installation, PrintStream out) {
        backups = new InstallationBackups(installation);
        this.out = out;
    }

    int run() {
        out.println("Backing up to " + backups.backups().folder());
        out.println("Written and read again: " + backups.take());
        out.println("Without the key it is of no use; keep a copy of it somewhere else: "
                + backups.backups().source().key());
        return 0;
    }
}
