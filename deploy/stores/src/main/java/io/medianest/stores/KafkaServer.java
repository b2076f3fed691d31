package io.medianest.stores;

import io.medianest.stores.jvm.JvmProfile;
import io.medianest.stores.jvm.JvmRole;
import io.medianest.stores.process.ChildCommand;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.LogFile;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import io.medianest.stores.process.StopSignal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running Kafka, broker and controller in one process, that listens on 127.0.0.1 only. */
public final class KafkaServer implements AutoCloseable {
    private static final String NAME = "Kafka";
    private static final Duration FORMAT_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final int PROBE_MILLIS = 2000;
    private static final int API_VERSIONS = 18;
    private static final int MAX_ANSWER = 100_000;

    private final ChildProcess process;
    private final int port;

    private KafkaServer(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a broker on the data in a folder, which is made on the first start; returns when it takes requests. A crash
     * of the machine may lose what it acknowledged in the last seconds, as suits tests.
     *
     * @param directory the broker's own folder: data, configuration, log, identity of the process
     * @param port where to listen, 0 for a free port
     * @throws StartException if it cannot be started
     */
    public static KafkaServer start(Path directory, int port) {
        return start(directory, directory, port, JvmProfile.HOME, false);
    }

    /**
     * As {@link #start(Path, int)}, but what it acknowledges survives a crash of the machine.
     *
     * @param logs the folder for the broker's log
     * @param profile how much memory it may use
     */
    public static KafkaServer start(Path directory, Path logs, int port, JvmProfile profile) {
        return start(directory, logs, port, profile, true);
    }

    private static KafkaServer start(Path directory, Path logs, int port, JvmProfile profile, boolean durable) {
        endLeftover(directory);
        Path libraries = KafkaLibraries.find();
        try {
            Path folder = Files.createDirectories(directory).toAbsolutePath();
            int listening = port == 0 ? Ports.free() : port;
            KafkaConfiguration configuration = new KafkaConfiguration(folder, listening, Ports.free(), durable);
            configuration.write();
            if (!configuration.isFormatted()) {
                format(libraries, configuration);
            }
            List<String> broker = java(libraries, profile, "kafka.Kafka");
            broker.add(configuration.file().toString());
            LogFile log = new LogFile(logs.toAbsolutePath().resolve("kafka.log"));
            ChildProcess process = ChildProcess.start(child(NAME, broker, folder, log, identityFile(folder)));
            process.awaitReady(() -> takesRequests(listening), START_TIMEOUT);
            return new KafkaServer(process, listening);
        } catch (IOException e) {
            throw new StartException("Kafka cannot be started in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Ends a broker that an earlier start in this folder left behind.
     *
     * @return whether there was one
     * @throws StartException if it does not end
     */
    public static boolean endLeftover(Path directory) {
        return ChildProcess.endLeftover(NAME, identityFile(directory), StopSignal.TERM, STOP_TIMEOUT);
    }

    /** Where it listens, as clients want it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The broker's process. */
    public ChildProcess process() {
        return process;
    }

    /** Stops in order; returns when the broker has ended. */
    @Override
    public void close() {
        process.stop();
    }

    private static Path identityFile(Path directory) {
        return directory.resolve("kafka.process");
    }

    private static void format(Path libraries, KafkaConfiguration configuration) {
        List<String> storageTool = java(libraries, JvmProfile.HOME, "kafka.tools.StorageTool");
        storageTool.addAll(List.of("format", "--cluster-id", KafkaConfiguration.CLUSTER_ID));
        storageTool.addAll(List.of("--config", configuration.file().toString()));
        Path folder = configuration.directory();
        LogFile log = new LogFile(folder.resolve("format.log"));
        ChildProcess.start(child("Kafka's storage tool", storageTool, folder, log, folder.resolve("format.process")))
                .awaitSuccess(FORMAT_TIMEOUT);
    }

    private static ChildCommand child(String name, List<String> command, Path folder, LogFile log, Path identityFile) {
        return new ChildCommand(name, command, folder, Map.of(), log, identityFile, StopSignal.TERM, STOP_TIMEOUT);
    }

    /** The archive of loaded classes, which the first run writes when it ends, halves the time to start. */
    private static List<String> java(Path libraries, JvmProfile profile, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(profile.options(JvmRole.KAFKA));
        command.addAll(List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + libraries.resolveSibling(mainClass + ".jsa"),
                "-Xlog:cds=off",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-cp",
                libraries + "/*",
                mainClass));
        return command;
    }

    /** Asks which requests the broker understands; it answers only once it takes all of them. */
    private static boolean takesRequests(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PROBE_MILLIS);
            socket.connect(new InetSocketAddress(Ports.LOOPBACK, port), PROBE_MILLIS);
            DataOutputStream request = new DataOutputStream(socket.getOutputStream());
            request.writeInt(10);
            request.writeShort(API_VERSIONS);
            request.writeShort(0);
            request.writeInt(1);
            request.writeShort(-1);
            request.flush();
            int length = new DataInputStream(socket.getInputStream()).readInt();
            return length > 0 && length < MAX_ANSWER;
        } catch (IOException notYet) {
            return false;
        }
    }
}
