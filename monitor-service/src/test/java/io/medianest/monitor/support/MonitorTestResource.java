package io.medianest.monitor.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Short intervals, so that tests do not wait long. */
public final class MonitorTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        // Long: that changes are told is what the tests are about.
        config.put("medianest.monitor.config-refresh", "10m");
        config.put("medianest.monitor.stats-every", "400ms");
        config.put("medianest.monitor.metrics-every", "400ms");
        config.put("medianest.streams.heartbeat", "1s");
        config.put("medianest.monitor.probe.interval", "300ms");
        config.put("medianest.monitor.probe.suspect-interval", "100ms");
        config.put("medianest.monitor.probe.every", "50ms");
        config.put("medianest.monitor.uptime-refresh", "500ms");
        config.put("medianest.monitor.page.refresh", "500ms");
        config.put("medianest.jobs.look-every", "200ms");
        config.put("medianest.monitor.days-refresh", "1s");
        config.put("medianest.monitor.alerts.every", "100ms");
        config.put("medianest.monitor.alerts.backoff", "100ms");
        config.put("medianest.monitor.alerts.longest-pause", "200ms");
        config.put("medianest.monitor.alerts.attempts", "4");
        config.put("medianest.monitor.alerts.timeout", "2s");
        config.put("medianest.monitor.probe.services.youtube-service", YouTubeHealth.start());
        return config;
    }

    @Override
    public void stop() {}
}
