package io.medianest.stores;

import io.medianest.stores.process.ChildCommand;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.LogFile;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import io.medianest.stores.process.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A running Redis 6.2 that listens on 127.0.0.1 only and asks for a password. */
public final class RedisServer implements AutoCloseable {
    private static final String NAME = "Redis";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
    private static final int PROBE_MILLIS = 1000;

    private final ChildProcess process;
    private final int port;
    private final String password;

    private RedisServer(ChildProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts a server; returns when it answers.
     *
     * @param directory the server's own folder: data, configuration, log, identity of the process
     * @param port where to listen, 0 for a free port
     * @param password the default user's password; letters and digits
     * @param persistence whether the data survives a restart
     * @throws StartException if it cannot be started
     */
    public static RedisServer start(Path directory, int port, String password, Persistence persistence) {
        return start(directory, directory, port, password, persistence);
    }

    /**
     * As {@link #start(Path, int, String, Persistence)}.
     *
     * @param logs the folder for the server's log
     */
    public static RedisServer start(Path directory, Path logs, int port, String password, Persistence persistence) {
        if (!password.matches("[A-Za-z0-9_-]{16,}")) {
            throw new IllegalArgumentException("The password must be at least 16 letters and digits");
        }
        try {
            Path folder = Files.createDirectories(directory).toAbsolutePath();
            int listening = port == 0 ? Ports.free() : port;
            Path configuration = writeConfiguration(folder, listening, password, persistence);
            ChildProcess process = ChildProcess.start(new ChildCommand(
                    NAME,
                    List.of(Binaries.redis().toString(), configuration.toString()),
                    folder,
                    Map.of(),
                    new LogFile(logs.toAbsolutePath().resolve("redis.log")),
                    identityFile(folder),
                    StopSignal.TERM,
                    STOP_TIMEOUT));
            process.awaitReady(() -> answers(listening, password), START_TIMEOUT);
            return new RedisServer(process, listening, password);
        } catch (IOException e) {
            throw new StartException("Redis cannot be started in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Ends a server that an earlier start in this folder left behind.
     *
     * @return whether there was one
     * @throws StartException if it does not end
     */
    public static boolean endLeftover(Path directory) {
        return ChildProcess.endLeftover(NAME, identityFile(directory), StopSignal.TERM, STOP_TIMEOUT);
    }

    /** Always the loopback interface. */
    public String host() {
        return "127.0.0.1";
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The default user's password. */
    public String password() {
        return password;
    }

    /** The address, without the password. */
    public String url() {
        return "redis://%s:%d".formatted(host(), port);
    }

    /** The server's process. */
    public ChildProcess process() {
        return process;
    }

    /** Stops in order, writing what is to survive; returns when the server has ended. */
    @Override
    public void close() {
        process.stop();
    }

    private static Path identityFile(Path directory) {
        return directory.resolve("redis.process");
    }

    /** In a file, since every user of the machine can read the arguments of a process. */
    private static Path writeConfiguration(Path folder, int port, String password, Persistence persistence)
            throws IOException {
        Path file = folder.resolve("redis.conf");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, """
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize no
                save ""
                appendonly %s
                appendfsync everysec
                maxmemory 64mb
                maxmemory-policy noeviction
                """.formatted(port, password, persistence == Persistence.KEPT ? "yes" : "no"));
    }

    private static boolean answers(int port, String password) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PROBE_MILLIS);
            socket.connect(new InetSocketAddress(Ports.LOOPBACK, port), PROBE_MILLIS);
            socket.getOutputStream()
                    .write("AUTH %s\r\nPING\r\n".formatted(password).getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String expected = "+OK\r\n+PONG\r\n";
            return new String(answer.readNBytes(expected.length()), StandardCharsets.US_ASCII).equals(expected);
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whether the data survives a restart. */
    public enum Persistence {
        /** Yes, all but the last second before a crash of the machine. */
        KEPT,
        /** No, as suits tests. */
        DISCARDED
    }
}
