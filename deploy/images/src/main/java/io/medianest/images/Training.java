package io.medianest.images;

import io.medianest.database.LoginRole;
import io.medianest.local.installation.Installation;
import io.medianest.local.stack.Progress;
import io.medianest.local.stack.Stack;
import io.medianest.local.stack.StackOptions;
import io.medianest.local.stack.StoreAddresses;
import io.medianest.stores.Folders;
import io.medianest.stores.process.ChildCommand;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.LogFile;
import io.medianest.stores.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Runs everything once from the stage, with the Java runtime of the images, which this process itself must run on: what
 * the JVMs load is kept as startup caches, and that everything starts with them is seen on the way.
 */
final class Training {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Stage stage;
    private final Progress progress;

    Training(Stage stage, Progress progress) {
        this.stage = stage;
        this.progress = progress;
    }

    /** Returns when all startup caches are in the stage. */
    void run() {
        Path home = stage.folder().resolve("installation");
        Installation installation = new Installation(stage.folder(), home);
        try (Stack stack =
                Stack.prepare(StackOptions.of(installation).withPort(0).withStartupCaches(true), progress)) {
            stack.start();
            progress.step("database", () -> migrate(installation, stack));
            progress.step("backup", () -> backUp(installation, stack));
        } finally {
            deleteInstallation(home);
        }
    }

    /** The runner finds nothing to migrate, which loads what a migration needs. */
    private Path migrate(Installation installation, Stack stack) {
        StoreAddresses stores = stack.stores();
        String owner = LoginRole.MEDIANEST_OWNER.roleName();
        return run(
                Image.DATABASE,
                "migrate",
                Map.of(
                        "MEDIANEST_DB_URL", stores.jdbcUrl(),
                        "MEDIANEST_DB_USER", owner,
                        "MEDIANEST_DB_PASSWORD", stack.secrets().password("database-" + owner)),
                installation);
    }

    private Path backUp(Installation installation, Stack stack) {
        return run(
                Image.BACKUP,
                "now",
                Map.of(
                        "MEDIANEST_DB_URL", stack.stores().jdbcUrl(),
                        "MEDIANEST_BACKUP_DATA",
                                installation.postgres().resolve("data").toString(),
                        "MEDIANEST_BACKUP_SECRETS", installation.secrets().toString(),
                        "MEDIANEST_BACKUP_SUPERUSER", "postgres.password",
                        "MEDIANEST_BACKUP_KEY_FILE",
                                installation.secrets().resolve("backup.json").toString(),
                        "MEDIANEST_BACKUP_ARCHIVE", installation.archive().toString(),
                        "MEDIANEST_BACKUP_DIR",
                                installation.home().resolve("backups").toString()),
                installation);
    }

    private Path run(Image image, String mode, Map<String, String> environment, Installation installation) {
        Path folder = stage.application(image);
        Path cache = folder.resolveSibling("startup-cache").resolve(image.name() + ".aot");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(image.options());
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-jar", image.jar(), mode));
        try {
            Files.createDirectories(cache.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(cache.getParent() + " cannot be made", e);
        }
        ChildProcess.start(new ChildCommand(
                        image.name(),
                        command,
                        folder,
                        environment,
                        new LogFile(installation.logs().resolve(image.name() + ".log"), UnaryOperator.identity()),
                        installation.identityFile(image.name()),
                        StopSignal.TERM,
                        LONGEST))
                .awaitSuccess(LONGEST);
        return cache;
    }

    private static void deleteInstallation(Path home) {
        try {
            Folders.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(home + " cannot be deleted", e);
        }
    }
}
