package io.medianest.youtube.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A folder for the videos, and short intervals so that tests do not wait long. */
public final class YouTubeTestResource implements QuarkusTestResourceLifecycleManager {
    /** Where the service under test puts videos; known by a property, since tests are loaded more than once. */
    private static final String ROOT = "medianest.test-youtube-root";

    private static final Path OTHER_FAKE = Path.of("src/test/resources/fake-yt-dlp");

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        config.put("medianest.youtube.root", newRoot());
        config.put("medianest.youtube.least-free", "1M");
        config.put("medianest.youtube.quota.bytes-per-user", "1M");
        config.put("medianest.youtube.yt-dlp.command", newYtDlp());
        config.put("medianest.youtube.queue.every", "100ms");
        config.put("medianest.youtube.queue.at-once", "3");
        config.put("medianest.youtube.queue.lease", "4s");
        config.put("medianest.youtube.queue.shortest-pace", "0s");
        config.put("medianest.youtube.queue.longest-pace", "0s");
        config.put("medianest.youtube.queue.attempts", "3");
        config.put("medianest.youtube.queue.first-wait", "200ms");
        config.put("medianest.youtube.queue.first-rest", "1s");
        config.put("medianest.streams.heartbeat", "1s");
        config.put("medianest.youtube.yt-dlp.max-file-size", "1M");
        config.put("medianest.youtube.yt-dlp.silence", "5s");
        config.put("medianest.youtube.yt-dlp.grace", "2s");
        config.put("medianest.plex.connection-refresh", "250ms");
        config.put("medianest.plex.timeout", "3s");
        config.put("medianest.plex.breaker-delay", "300ms");
        config.put("medianest.youtube.plex.every", "100ms");
        config.put("medianest.youtube.plex.pauses", "100ms,200ms");
        config.put("medianest.youtube.plex.longest-pause", "200ms");
        config.put("medianest.youtube.plex.scan-pause", "150ms");
        config.put("medianest.youtube.plex.offline-pause", "200ms");
        return config;
    }

    @Override
    public void stop() {}

    /** Where the service under test puts videos. */
    public static Path root() {
        return Path.of(System.getProperty(ROOT));
    }

    private static String newYtDlp() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            return FakeYtDlp.make(Files.createTempDirectory(target, "fake-yt-dlp"), OTHER_FAKE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newRoot() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            Path root = Files.createTempDirectory(target, "youtube").toRealPath();
            System.setProperty(ROOT, root.toString());
            return root.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
