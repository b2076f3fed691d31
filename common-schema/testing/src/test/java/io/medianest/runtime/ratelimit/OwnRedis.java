package io.medianest.runtime.ratelimit;

import io.medianest.stores.RedisServer;
import io.medianest.stores.RedisServer.Persistence;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A Redis that a test stops, halts and starts again. Known by system properties, as the tests live in another class loader. */
public final class OwnRedis implements QuarkusTestResourceLifecycleManager {
    private static final String PORT = "medianest.test.own-redis.port";
    private static final String PID = "medianest.test.own-redis.pid";
    private static final String PASSWORD = "own-redis-of-a-test";
    private static final Path FOLDER = Path.of("target", "own-redis");

    @Override
    public Map<String, String> start() {
        run(0);
        Runtime.getRuntime().addShutdownHook(new Thread(OwnRedis::kill, "own-redis-stop"));
        return Map.of(
                "quarkus.redis.hosts",
                "redis://127.0.0.1:" + System.getProperty(PORT),
                "quarkus.redis.password",
                PASSWORD);
    }

    /** After the shared stores, whose Redis this one takes the place of. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        kill();
    }

    /** Starts it again, empty, where it was, if it was ended. */
    static void startAgain() {
        if (ProcessHandle.of(Long.parseLong(System.getProperty(PID))).isPresent()) {
            return;
        }
        run(Integer.parseInt(System.getProperty(PORT)));
    }

    /** Ends it at once. */
    static void kill() {
        ProcessHandle.of(Long.parseLong(System.getProperty(PID))).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** Makes it accept connections and answer nothing, or go on. */
    static void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Objects.requireNonNull(System.getProperty(PID)))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void run(int port) {
        RedisServer server = RedisServer.start(FOLDER, port, PASSWORD, Persistence.DISCARDED);
        System.setProperty(PORT, Integer.toString(server.port()));
        System.setProperty(PID, Long.toString(server.process().identity().pid()));
    }
}
