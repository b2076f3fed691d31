package io.medianest.local.installation;

import io.medianest.stores.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What a launcher tells the others about itself.
 *
 * @param identity its process
 * @param address where the gateway is, or will be
 * @param ready whether everything has started
 * @param database the JDBC address of MediaNest's database, without a password; empty while not ready
 * @param kafka the bootstrap servers; empty while not ready
 */
public record RunningLauncher(ProcessIdentity identity, String address, boolean ready, String database, String kafka) {
    private static final String FILE = "launcher.properties";

    /** One that is still starting. */
    static RunningLauncher starting(ProcessIdentity identity, String address) {
        return new RunningLauncher(identity, address, false, "", "");
    }

    /**
     * The launcher of this installation.
     *
     * @return empty if none runs, whatever an earlier one left behind
     */
    public static Optional<RunningLauncher> of(Installation installation) {
        return last(installation)
                .filter(launcher -> launcher.identity().running().isPresent());
    }

    /** Whether the last launcher ended without clearing up, as after {@code kill -9} or a power cut. */
    public static boolean wasKilled(Installation installation) {
        return last(installation)
                .filter(launcher -> launcher.identity().running().isEmpty())
                .isPresent();
    }

    /** Tells the others; replaces what was told before. */
    void write(Installation installation) {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(identity.pid()));
        properties.setProperty("started", identity.started());
        properties.setProperty("address", address);
        properties.setProperty("ready", Boolean.toString(ready));
        properties.setProperty("database", database);
        properties.setProperty("kafka", kafka);
        Path partial = installation.run().resolve(FILE + ".partial");
        try {
            try (var writer = Files.newBufferedWriter(partial)) {
                properties.store(writer, null);
            }
            Files.move(partial, installation.run().resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the launcher cannot be written", e);
        }
    }

    /** Tells the others that there is none any more. */
    static void clear(Installation installation) throws IOException {
        Files.deleteIfExists(installation.run().resolve(FILE));
    }

    private static Optional<RunningLauncher> last(Installation installation) {
        Path file = installation.run().resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            long pid = Long.parseLong(properties.getProperty("pid", "-1"));
            return Optional.of(new RunningLauncher(
                    new ProcessIdentity(pid, properties.getProperty("started", "")),
                    properties.getProperty("address", ""),
                    Boolean.parseBoolean(properties.getProperty("ready")),
                    properties.getProperty("database", ""),
                    properties.getProperty("kafka", "")));
        } catch (IOException | IllegalArgumentException e) {
            // Cut off by a power cut: whoever wrote it is gone.
            return Optional.of(starting(new ProcessIdentity(-1, ""), ""));
        }
    }
}
