package io.medianest.local;

import io.medianest.backup.BackedUp;
import io.medianest.backup.BackupException;
import io.medianest.backup.Backups;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.RunningLauncher;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.process.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The backups of what {@code up} starts. */
final class InstallationBackups {
    private static final String FOLDER = "MEDIANEST_BACKUP_DIR";
    private static final String KEEP_DAYS = "MEDIANEST_BACKUP_KEEP_DAYS";
    private static final String DEFAULT_KEEP_DAYS = "14";

    private final Installation installation;

    InstallationBackups(Installation installation) {
        this.installation = installation;
    }

    /** Where they are, and of what. */
    Backups backups() {
        String configured = System.getenv(FOLDER);
        Path folder = configured == null
                ? installation.home().resolveSibling(installation.home().getFileName() + "-backups")
                : Path.of(configured);
        BackedUp source = new BackedUp(
                installation.postgres().resolve("data"),
                installation.secrets(),
                "postgres.password",
                installation.secrets().resolve("backup-keyset.json"),
                installation.archive());
        return new Backups(source, folder, System.getenv().getOrDefault(KEEP_DAYS, DEFAULT_KEEP_DAYS));
    }

    /**
     * Makes a full backup of what runs, and deletes what is too old.
     *
     * @return its id
     */
    String take() {
        RunningLauncher launcher = RunningLauncher.of(installation)
                .filter(RunningLauncher::ready)
                .orElseThrow(() -> new StartException("MediaNest is not running; ./medianest up starts it."));
        if (!Files.exists(installation.postgres().resolve("data/postmaster.pid"))) {
            throw new StartException("MediaNest uses a PostgreSQL of your own here; back that up with its own tools.");
        }
        String password = Secrets.of(installation).password("postgres");
        try (Connection connection =
                DriverManager.getConnection(launcher.database(), PostgresServer.SUPERUSER, password)) {
            return backups().take(connection);
        } catch (SQLException e) {
            throw new BackupException("The backup failed: " + e.getMessage(), e);
        }
    }
}
