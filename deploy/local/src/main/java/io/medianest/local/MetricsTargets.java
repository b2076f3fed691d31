package io.medianest.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.local.installation.Installation;
import io.medianest.local.stack.Stack;
import io.medianest.local.stack.Suite;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells a Prometheus where the metrics are, as a file of its {@code file_sd_configs}: management ports are others after
 * each start.
 */
final class MetricsTargets {
    private MetricsTargets() {}

    /**
     * Writes the file anew.
     *
     * @throws StartException if it cannot be written
     */
    static void write(Installation installation, Stack stack) {
        List<Map<String, Object>> targets = new ArrayList<>();
        Suite.MEDIANEST.all().forEach(service -> {
            URI metrics = stack.metricsAddress(service);
            targets.add(
                    Map.of("targets", List.of(metrics.getAuthority()), "labels", Map.of("component", service.name())));
        });
        try {
            new ObjectMapper().writeValue(installation.metricsTargets().toFile(), targets);
        } catch (IOException e) {
            throw new StartException("Where the metrics are cannot be written down: " + e.getMessage());
        }
    }
}
