package io.medianest.gateway.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the services that the gateway under test stands before: auth and media answer, monitor is configured but not
 * there, youtube is not part of the installation. What they saw is asked over their control addresses, since the tests
 * live in another class loader.
 */
public final class FakeServices implements QuarkusTestResourceLifecycleManager {
    /** The system property with the address of the service that plays media. */
    public static final String MEDIA = "medianest.test.media-url";

    /** The system property with the address of the service that plays auth. */
    public static final String AUTH = "medianest.test.auth-url";

    private String responseTimeout = "3s";
    private String silence = "4s";
    private @Nullable Vertx vertx;

    /** Takes the argument {@code patience}: how long the gateway waits for services; short by default. */
    @Override
    public void init(Map<String, String> arguments) {
        responseTimeout = arguments.getOrDefault("patience", responseTimeout);
        silence = arguments.getOrDefault("patience", silence);
    }

    @Override
    public Map<String, String> start() {
        Vertx own = Vertx.vertx();
        vertx = own;
        String auth = FakeService.start(own, "auth");
        String media = FakeService.start(own, "media");
        System.setProperty(MEDIA, media);
        System.setProperty(AUTH, auth);
        Map<String, String> config = new HashMap<>();
        config.put("medianest.gateway.routes.auth.url", auth);
        config.put("medianest.gateway.routes.auth.health-url", auth + "/health");
        config.put("medianest.gateway.routes.media.url", media);
        config.put("medianest.gateway.routes.media.health-url", media + "/health");
        config.put("medianest.gateway.routes.monitor.url", "http://127.0.0.1:" + unusedPort());
        // All tests call from one address.
        config.put("medianest.rate-limit.general", "1000000/1m");
        config.put("medianest.limiter.redis-timeout", "10s");
        config.put("medianest.gateway.proxy.response-timeout", responseTimeout);
        config.put("medianest.gateway.proxy.silence", silence);
        config.put("medianest.gateway.health.cache", "0s");
        config.put("medianest.streams.patience", "2s");
        return config;
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
