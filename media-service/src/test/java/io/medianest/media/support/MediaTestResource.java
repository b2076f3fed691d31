package io.medianest.media.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The secret of the webhook, and short intervals so that tests do not wait long. */
public final class MediaTestResource implements QuarkusTestResourceLifecycleManager {
    /** What Overseerr sends as Authorization. */
    public static final String WEBHOOK_SECRET = "test-webhook-secret-0123456789";

    /** Where {@link PlexHouse} has the simulated Plex answer; known by properties, since tests are loaded more than once. */
    static final String PLEX_TV_PORT = "medianest.test-plex-tv-port";

    static final String TMDB_PORT = "medianest.test-tmdb-port";

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        config.put("medianest.plex.tv-url", "http://127.0.0.1:" + port(PLEX_TV_PORT));
        config.put("medianest.plex.connection-refresh", "250ms");
        config.put("medianest.plex.timeout", "3s");
        config.put("medianest.plex.breaker-delay", "300ms");
        config.put("medianest.library.every", "250ms");
        config.put("medianest.library.shares-every", "250ms");
        config.put("medianest.library.page-size", "50");
        config.put("medianest.library.lease", "20s");
        config.put("medianest.images.tmdb-url", "http://127.0.0.1:" + port(TMDB_PORT));
        config.put("medianest.images.timeout", "2s");
        config.put("medianest.images.breaker-delay", "300ms");
        config.put("medianest.images.max-bytes", "100000");
        config.put("medianest.images.cache-bytes", "200000");
        config.put("medianest.webhook-secret-file", secretFile());
        config.put("medianest.overseerr.connection-refresh", "250ms");
        config.put("medianest.overseerr.connect-timeout", "2s");
        config.put("medianest.overseerr.read-timeout", "2s");
        config.put("medianest.overseerr.write-timeout", "2s");
        config.put("medianest.overseerr.title-timeout", "2s");
        config.put("medianest.overseerr.breaker-delay", "300ms");
        config.put("medianest.overseerr.longest-patience", "300ms");
        config.put("medianest.search.most-kept", "50");
        config.put("medianest.search.redis-timeout", "10s");
        config.put("medianest.submission.every", "250ms");
        config.put("medianest.submission.first-pause", "100ms");
        config.put("medianest.submission.longest-pause", "500ms");
        config.put("medianest.submission.longest-rest", "300ms");
        config.put("medianest.submission.max-errors", "3");
        config.put("medianest.streams.heartbeat", "1s");
        config.put("medianest.sync.webhooks-every", "250ms");
        config.put("medianest.sync.poll-every", "250ms");
        config.put("medianest.sync.sweep-every", "250ms");
        config.put("medianest.sync.longest-webhook-pause", "500ms");
        config.put("medianest.archive.every", "250ms");
        config.put("medianest.archive.batch", "2");
        return config;
    }

    @Override
    public void stop() {}

    /** A free one, which a property of that name tells. */
    private static int port(String property) {
        try (ServerSocket free = new ServerSocket(0)) {
            System.setProperty(property, Integer.toString(free.getLocalPort()));
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secretFile() {
        Path folder = Path.of("target", "test-secrets");
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("webhook-secret"), WEBHOOK_SECRET)
                    .toAbsolutePath()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
