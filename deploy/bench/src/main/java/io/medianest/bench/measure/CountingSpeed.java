package io.medianest.bench.measure;

import io.medianest.bench.data.Counted;
import io.medianest.bench.figure.Figure;
import io.medianest.local.stack.ServiceDefinition;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How long the counts take that monitor-service makes once a minute for Prometheus: sessions, requests by status and
 * errors by endpoint, with as many rows of each as the tables hold requests. Read from the metric that it keeps of them.
 */
public final class CountingSpeed implements Measurement {
    private static final String GROUP = "counting";
    private static final double MOST_SECONDS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Duration LOOK_EACH = Duration.ofSeconds(2);
    private static final Pattern TOLD = Pattern.compile(
            "(?m)^medianest_monitor_sampling_seconds_(sum|count)\\{[^}]*what=\"(sessions|requests|errors)\"[^}]*} (\\S+)$");

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        Counted counted = new Counted(bench.superuser());
        long rows = counted.fill();
        ServiceDefinition monitor = bench.services().stream()
                .filter(service -> service.name().equals("monitor-service"))
                .findFirst()
                .orElseThrow();
        URI metrics = bench.stack().metricsAddress(monitor);
        Map<String, Double> before = told(metrics);
        long begun = System.nanoTime();
        Map<String, Double> after = before;
        // One may have been under way while rows were still written: the second is the first that is wholly after.
        while (count(after) < count(before) + 2) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new IllegalStateException("Nothing was counted within " + LONGEST);
            }
            bench.quiet(LOOK_EACH);
            after = told(metrics);
        }
        List<Figure> figures = new ArrayList<>();
        for (String what : List.of("sessions", "requests", "errors")) {
            double times = after.getOrDefault("count " + what, 0.0) - before.getOrDefault("count " + what, 0.0);
            double seconds = after.getOrDefault("sum " + what, 0.0) - before.getOrDefault("sum " + what, 0.0);
            figures.add(Figure.atMost(
                    GROUP, "%s, with %,d rows".formatted(what, rows), seconds / times, "s", MOST_SECONDS));
        }
        counted.clear();
        return figures;
    }

    private static double count(Map<String, Double> told) {
        return told.getOrDefault("count errors", 0.0);
    }

    private static Map<String, Double> told(URI metrics) {
        Map<String, Double> told = new TreeMap<>();
        TOLD.matcher(Metrics.read(metrics))
                .results()
                .forEach(line -> told.put(line.group(1) + " " + line.group(2), Double.parseDouble(line.group(3))));
        return told;
    }
}
