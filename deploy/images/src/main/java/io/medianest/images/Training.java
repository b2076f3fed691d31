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
            progress.step("database", () -> runner(installation, stack));
        } finally {
            deleteInstallation(home);
        }
    }

    /** The runner finds nothing to migrate, which loads what a migration needs. */
    private Path runner(Installation installation, Stack stack) {
        StoreAddresses stores = stack.stores();
        String owner = LoginRole.MEDIANEST_OWNER.roleName();
        Path folder = stage.application(Image.DATABASE);
        Path cache = folder.resolveSibling("startup-cache").resolve("database.aot");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Image.DATABASE.options());
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-jar", Image.DATABASE.jar(), "migrate"));
        try {
            Files.createDirectories(cache.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(cache.getParent() + " cannot be made", e);
        }
        ChildProcess.start(new ChildCommand(
                        Image.DATABASE.name(),
                        command,
                        folder,
                        Map.of(
                                "MEDIANEST_DB_URL", stores.jdbcUrl(),
                                "MEDIANEST_DB_USER", owner,
                                "MEDIANEST_DB_PASSWORD", stack.secrets().password("database-" + owner)),
                        new LogFile(installation.logs().resolve("database.log"), UnaryOperator.identity()),
                        installation.identityFile(Image.DATABASE.name()),
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
