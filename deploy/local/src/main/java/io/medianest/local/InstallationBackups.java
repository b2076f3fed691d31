package io.medianest.local;

import io.medianest.backup.BackupException;
import io.medianest.backup.BackupFolder;
import io.medianest.backup.FullBackup;
import io.medianest.backup.SecretsArchive;
import io.medianest.backup.WalSpool;
import io.medianest.encryption.StreamCipher;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.RunningLauncher;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The backups of an installation: where they are, with which key, and one writer at a time. */
final class InstallationBackups {
    static final String KEY = "backup-keyset.json";

    private static final String FOLDER = "MEDIANEST_BACKUP_DIR";
    private static final String KEEP_DAYS = "MEDIANEST_BACKUP_KEEP_DAYS";
    private static final String DEFAULT_KEEP_DAYS = "14";

    private final Installation installation;
    private final Path folder;

    InstallationBackups(Installation installation) {
        this.installation = installation;
        String configured = System.getenv(FOLDER);
        folder = configured == null
                ? installation.home().resolveSibling(installation.home().getFileName() + "-backups")
                : Path.of(configured).toAbsolutePath();
    }

    Path folder() {
        return folder;
    }

    Path key() {
        return installation.secrets().resolve(KEY);
    }

    /** Makes a full backup of what runs, and deletes what is too old. */
    String take() {
        Duration kept = kept();
        RunningLauncher launcher = RunningLauncher.of(installation)
                .filter(RunningLauncher::ready)
                .orElseThrow(() -> new StartException("MediaNest is not running; ./medianest up starts it."));
        Path data = installation.postgres().resolve("data");
        if (!Files.exists(data.resolve("postmaster.pid"))) {
            throw new StartException("MediaNest uses a PostgreSQL of your own here; back that up with its own tools.");
        }
        makeKey();
        return locked(key(), backups -> {
            String password = Secrets.of(installation).password("postgres");
            FullBackup backup = new FullBackup(backups, spool(), data, secrets(backups));
            try (Connection connection =
                    DriverManager.getConnection(launcher.database(), PostgresServer.SUPERUSER, password)) {
                String id = backup.take(connection);
                backups.prune(kept);
                return id;
            } catch (SQLException e) {
                throw new BackupException("The backup failed: " + e.getMessage(), e);
            }
        });
    }

    /** Archives the changes that wait; does nothing before the first backup. */
    void archive() {
        if (Files.exists(key())) {
            locked(key(), backups -> {
                secrets(backups).keep();
                return spool().drain(backups);
            });
        }
    }

    /** The secrets of the installation, and where they are kept. */
    SecretsArchive secrets(BackupFolder backups) {
        return new SecretsArchive(backups, installation.secrets(), Set.of(KEY));
    }

    /** When the last backup ended; empty if there is none. */
    Optional<Instant> last() {
        return Files.exists(key())
                ? Optional.of(locked(key(), BackupFolder::lastFinished)).filter(Instant.MIN::isBefore)
                : Optional.empty();
    }

    WalSpool spool() {
        return new WalSpool(installation.postgres());
    }

    /** Works with the backups while nobody else does. */
    <T> T locked(Path key, Function<BackupFolder, T> work) {
        BackupFolder backups = new BackupFolder(folder, new StreamCipher(key));
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            return work.apply(backups);
        } catch (IOException e) {
            throw new BackupException("The backups in " + folder + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private void makeKey() {
        if (Files.exists(key())) {
            return;
        }
        if (Files.isDirectory(folder.resolve("full"))) {
            throw new StartException("There are backups in %s, but their key %s is missing: put it back, or give "
                            .formatted(folder, key())
                    + FOLDER + " another folder.");
        }
        StreamCipher.create(key());
    }

    private static Duration kept() {
        String days = System.getenv().getOrDefault(KEEP_DAYS, DEFAULT_KEEP_DAYS);
        if (!days.matches("[1-9][0-9]{0,3}")) {
            throw new StartException(KEEP_DAYS + " needs a number of days, not " + days + ".");
        }
        return Duration.ofDays(Long.parseLong(days));
    }
}
