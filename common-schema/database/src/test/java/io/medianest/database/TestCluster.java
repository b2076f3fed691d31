package io.medianest.database;

import com.sun.security.auth.module.UnixSystem;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.PostgresServer.Durability;
import io.medianest.stores.process.ChildCommand;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.LogFile;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server for the tests of one run. */
final class TestCluster implements AutoCloseable {
    static final String SUPERUSER = PostgresServer.SUPERUSER;
    static final String PASSWORD = "superuser-of-the-tests";

    /** Where Debian puts the PostgreSQL that the oldest supported systems have. */
    private static final Path DEBIANS_15 = Path.of("/usr/lib/postgresql/15/bin");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path directory;
    private final Runnable stop;
    private final int port;

    private TestCluster(Path directory, Runnable stop, int port) {
        this.directory = directory;
        this.stop = stop;
        this.port = port;
    }

    static boolean hasDebians15() {
        return Files.isExecutable(DEBIANS_15.resolve("postgres"));
    }

    static TestCluster start18() throws IOException {
        Path directory = Files.createTempDirectory("medianest-database-");
        PostgresServer server = PostgresServer.start(directory, 0, PASSWORD, Durability.FAST);
        return new TestCluster(directory, server::close, server.port());
    }

    static TestCluster startDebians15() throws IOException {
        Path directory = Files.createTempDirectory("medianest-database-15-");
        Path password = Files.writeString(directory.resolve("password"), PASSWORD);
        Path data = directory.resolve("data");
        run(
                        directory,
                        "initdb",
                        "--pgdata=" + data,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password,
                        "--no-sync",
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8")
                .awaitSuccess(TIMEOUT);
        int port = Ports.free();
        ChildProcess postgres = run(
                directory,
                "postgres",
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
        postgres.awaitReady(() -> answers(port), TIMEOUT);
        return new TestCluster(directory, postgres::stop, port);
    }

    /** The address of a database. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        stop.run();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static ChildProcess run(Path directory, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (new UnixSystem().getUid() == 0) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it isn't.
            command.addAll(List.of("unshare", "--user", "--"));
        }
        command.add(DEBIANS_15.resolve(program).toString());
        command.addAll(List.of(arguments));
        return ChildProcess.start(new ChildCommand(
                "PostgreSQL 15",
                command,
                directory,
                Map.of(),
                new LogFile(directory.resolve(program + ".log")),
                directory.resolve(program + ".process"),
                StopSignal.INT,
                TIMEOUT));
    }

    private static boolean answers(int port) {
        try {
            DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), SUPERUSER, PASSWORD)
                    .close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }
}
