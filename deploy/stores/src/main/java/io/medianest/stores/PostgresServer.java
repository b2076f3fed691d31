package io.medianest.stores;

import io.medianest.stores.process.ChildCommand;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.LogFile;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import io.medianest.stores.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A running PostgreSQL 18 that listens on 127.0.0.1 only and asks for a password (SCRAM-SHA-256), in UTF-8 throughout.
 *
 * <p>Started by root it runs in a user namespace of its own, since PostgreSQL refuses to run as root.
 */
public final class PostgresServer implements AutoCloseable {
    /** The name of the superuser. */
    public static final String SUPERUSER = "postgres";

    private static final String NAME = "PostgreSQL";
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final int STATUS_LINE = 7;
    private static final String MEMORY_IN_USE = "pre-existing shared memory block";

    private final ChildProcess process;
    private final int port;
    private final String password;

    private PostgresServer(ChildProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts a server on the data in a folder, which is made on the first start; returns when it takes connections.
     *
     * @param directory the server's own folder: data, log, identity of the process
     * @param port where to listen, 0 for a free port
     * @param password the superuser's password; that of the first start counts
     * @param durability whether a crash of the machine may lose data
     * @throws StartException if it cannot be started
     */
    public static PostgresServer start(Path directory, int port, String password, Durability durability) {
        return start(directory, directory, port, password, durability);
    }

    /**
     * As {@link #start(Path, int, String, Durability)}.
     *
     * @param logs the folder for the server's log
     */
    public static PostgresServer start(Path directory, Path logs, int port, String password, Durability durability) {
        return start(directory, logs, port, password, PostgresOptions.of(durability));
    }

    /** As {@link #start(Path, Path, int, String, Durability)}, with settings of its own. */
    public static PostgresServer start(Path directory, Path logs, int port, String password, PostgresOptions options) {
        endLeftover(directory);
        Path binaries = Binaries.postgres();
        try {
            Path folder = Files.createDirectories(directory).toAbsolutePath();
            Path data = folder.resolve("data");
            if (!Files.isDirectory(data)) {
                new PostgresInitialisation(binaries, folder, options.durability()).run(password);
            }
            removeLockOfAnotherProcess(data);
            int listening = port == 0 ? Ports.free() : port;
            ChildCommand server = new ChildCommand(
                    NAME,
                    Unprivileged.command(command(binaries, data, listening, options), folder),
                    folder,
                    Map.of(),
                    new LogFile(logs.toAbsolutePath().resolve("postgres.log")),
                    identityFile(folder),
                    StopSignal.INT,
                    STOP_TIMEOUT);
            return new PostgresServer(startReady(server, data, options.patience()), listening, password);
        } catch (IOException e) {
            throw new StartException("PostgreSQL cannot be started in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Starts the process. The sessions of a server that was killed hold its memory for a moment longer, and as long as
     * they do no other starts on the same data.
     */
    private static ChildProcess startReady(ChildCommand server, Path data, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (true) {
            ChildProcess process = ChildProcess.start(server);
            try {
                process.awaitReady(() -> isReady(process, data), patience);
                return process;
            } catch (StartException e) {
                boolean passes = String.valueOf(e.getMessage()).contains(MEMORY_IN_USE);
                if (!passes || Instant.now().isAfter(deadline)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Ends a server that an earlier start in this folder left behind.
     *
     * @return whether there was one
     * @throws StartException if it does not end
     */
    public static boolean endLeftover(Path directory) {
        return ChildProcess.endLeftover(NAME, identityFile(directory), StopSignal.INT, STOP_TIMEOUT);
    }

    /** Always the loopback interface. */
    public String host() {
        return "127.0.0.1";
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The password of {@link #SUPERUSER}. */
    public String password() {
        return password;
    }

    /** The JDBC address of a database. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host(), port, database);
    }

    /** The address of a database for the reactive client. */
    public String reactiveUrl(String database) {
        return "postgresql://%s:%d/%s".formatted(host(), port, database);
    }

    /** The server's process. */
    public ChildProcess process() {
        return process;
    }

    /** Ends all sessions and stops in order; returns when the server has ended. */
    @Override
    public void close() {
        process.stop();
    }

    private static Path identityFile(Path directory) {
        return directory.resolve("postgres.process");
    }

    private static List<String> command(Path binaries, Path data, int port, PostgresOptions options) {
        String safe = options.durability() == Durability.DURABLE ? "on" : "off";
        List<String> command = new ArrayList<>();
        command.add(binaries.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString()));
        Stream.of(
                        "listen_addresses=127.0.0.1",
                        "port=" + port,
                        "unix_socket_directories=",
                        "max_connections=300",
                        "shared_buffers=64MB",
                        "shared_preload_libraries=pg_stat_statements",
                        "fsync=" + safe,
                        "synchronous_commit=" + safe,
                        "full_page_writes=" + safe,
                        "log_line_prefix=%m [%p] %u@%d ",
                        "timezone=UTC")
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        options.settings().forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    /**
     * After a power cut the server's own lock may name the process id of something else by now, which would keep it
     * from starting. Ids of processes that have ended it handles itself.
     */
    private static void removeLockOfAnotherProcess(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        String pid = Files.readString(lock).lines().findFirst().orElse("").strip();
        boolean another = pid.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .flatMap(process -> process.info().command())
                        .filter(program -> !program.endsWith("/postgres"))
                        .isPresent();
        if (another || pid.isEmpty()) {
            Files.delete(lock);
        }
    }

    /** The server writes its state into its lock file, as pg_ctl also reads it. */
    private static boolean isReady(ChildProcess process, Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.getFirst()
                            .strip()
                            .equals(Long.toString(process.identity().pid()))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (NoSuchFileException notYet) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The state of PostgreSQL cannot be read", e);
        }
    }

    /** Whether what was committed survives a crash of the machine. */
    public enum Durability {
        /** Yes: for data that somebody wants to keep, and for measurements that are to mean something. */
        DURABLE,
        /** No: several times faster, for tests. */
        FAST
    }
}
