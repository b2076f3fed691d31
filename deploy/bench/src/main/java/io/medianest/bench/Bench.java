package io.medianest.bench;

import io.medianest.bench.figure.Figure;
import io.medianest.bench.figure.Report;
import io.medianest.bench.machine.Machine;
import io.medianest.bench.measure.CountingSpeed;
import io.medianest.bench.measure.ErrorFlood;
import io.medianest.bench.measure.EventLag;
import io.medianest.bench.measure.EventToAll;
import io.medianest.bench.measure.Footprint;
import io.medianest.bench.measure.LibraryPages;
import io.medianest.bench.measure.LimiterSpeed;
import io.medianest.bench.measure.ListLatency;
import io.medianest.bench.measure.ListSpeed;
import io.medianest.bench.measure.Measurement;
import io.medianest.bench.measure.ModeratorSearch;
import io.medianest.bench.measure.OpenStreams;
import io.medianest.bench.measure.ProbeSpeed;
import io.medianest.bench.measure.ProgressSpeed;
import io.medianest.bench.measure.QueueSpeed;
import io.medianest.bench.measure.SignIns;
import io.medianest.bench.measure.StartTimes;
import io.medianest.bench.measure.SuspensionLag;
import io.medianest.bench.measure.TokenChecks;
import io.medianest.bench.measure.UptimeSpeed;
import io.medianest.bench.measure.Workbench;
import io.medianest.bench.measure.WriteSpeed;
import io.medianest.local.installation.Installation;
import io.medianest.local.stack.Progress;
import io.medianest.local.stack.Stack;
import io.medianest.local.stack.StackOptions;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts the suite as {@code up} does, on a database of its own that survives power cuts, measures, and deletes the
 * database again.
 */
final class Bench {
    /** The names of what can be measured, in this order. */
    static final List<String> MEASUREMENTS = List.of(
            "memory",
            "starts",
            "latency",
            "lists",
            "writes",
            "events",
            "suspensions",
            "limits",
            "tokens",
            "sign-ins",
            "streams",
            "event-to-all",
            "library",
            "queue",
            "progress",
            "uptimes",
            "probes",
            "errors",
            "counting",
            "memory-after",
            "search");

    private static final String PLENTY = "9999999/1s";
    /** Limits are counted, but high: a limit that refuses would be measured instead of what it protects. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("MEDIANEST_RATE_LIMIT_GENERAL", PLENTY),
            Map.entry("MEDIANEST_RATE_LIMIT_MEDIA_REQUESTS", PLENTY),
            Map.entry("MEDIANEST_RATE_LIMIT_SIGN_IN", PLENTY),
            Map.entry("MEDIANEST_RATE_LIMIT_SIGN_IN_ADDRESS", PLENTY),
            Map.entry("MEDIANEST_RATE_LIMIT_REFRESH", PLENTY),
            Map.entry("MEDIANEST_RATE_LIMIT_REFRESH_ADDRESS", PLENTY),
            Map.entry("MEDIANEST_RATE_LIMIT_ERROR_REPORTS", PLENTY),
            // Videos that are there already need no pace.
            Map.entry("MEDIANEST_YOUTUBE_QUEUE_SHORTEST_PACE", "0s"),
            Map.entry("MEDIANEST_YOUTUBE_QUEUE_LONGEST_PACE", "0s"),
            Map.entry("MEDIANEST_YOUTUBE_QUEUE_AT_ONCE", "4"),
            // Counting takes as long as ever, but is not waited for.
            Map.entry("MEDIANEST_MONITOR_STATS_EVERY", "15s"));

    private final Path project;
    private final BenchOptions options;
    private final Progress progress;

    Bench(Path project, BenchOptions options, Progress progress) {
        this.project = project;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @throws StartException if the suite cannot be started
     */
    Report run() {
        Report report = new Report(Machine.here(), settings());
        Path home = installation().home();
        delete(home);
        StackOptions stackOptions = StackOptions.of(installation())
                .withPort(0)
                .withProfile(options.profile())
                .withStartupCaches(!options.quick())
                .withEnvironment(SETTINGS);
        try (Stack stack = Stack.prepare(stackOptions, progress)) {
            stack.start();
            try (Workbench bench = Workbench.of(stack, options.pace())) {
                fillUnlessMeasured(bench);
                measurements().forEach((name, measurement) -> add(report, name, measurement, bench));
            } catch (SQLException e) {
                throw new StartException("The database does not answer: " + e.getMessage(), e);
            }
        }
        delete(home);
        return report;
    }

    private Installation installation() {
        return new Installation(project, project.resolve("deploy/bench/target/installation"));
    }

    private Map<String, Measurement> measurements() {
        ListLatency latency = new ListLatency();
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        measurements.put("memory", new Footprint("after the start"));
        measurements.put("starts", new StartTimes());
        measurements.put("latency", latency.at(options.sizes()));
        measurements.put("lists", new ListSpeed());
        measurements.put("writes", new WriteSpeed());
        measurements.put("events", new EventLag());
        measurements.put("suspensions", new SuspensionLag());
        measurements.put("limits", new LimiterSpeed());
        measurements.put("tokens", new TokenChecks());
        measurements.put("sign-ins", new SignIns());
        measurements.put("streams", new OpenStreams());
        measurements.put("event-to-all", new EventToAll());
        measurements.put("library", new LibraryPages());
        measurements.put("queue", new QueueSpeed(installation().youtube()));
        measurements.put("progress", new ProgressSpeed(installation().youtube()));
        measurements.put("uptimes", new UptimeSpeed());
        measurements.put("probes", new ProbeSpeed());
        measurements.put("errors", new ErrorFlood());
        measurements.put("counting", new CountingSpeed());
        measurements.put("memory-after", new Footprint("after the load"));
        measurements.put("search", new ModeratorSearch(!options.quick()));
        if (!options.only().isEmpty()) {
            measurements.keySet().retainAll(options.only());
        }
        if (options.large()) {
            measurements.put("large", latency.at(options.largeSizes()));
            measurements.put("counting, large", new CountingSpeed());
        }
        return measurements;
    }

    /** The measurement of latency fills the tables on its way. */
    private void fillUnlessMeasured(Workbench bench) throws SQLException {
        if (!options.only().isEmpty() && !options.only().contains("latency")) {
            bench.household().fillTo(options.rows());
        }
    }

    /** What cannot be measured does not cost the figures of the others. */
    private void add(Report report, String name, Measurement measurement, Workbench bench) {
        try {
            report.add(progress.step(name, () -> take(measurement, bench)));
        } catch (IllegalStateException | UncheckedIOException e) {
            report.fail(name, String.valueOf(e.getMessage()));
        }
    }

    private static List<Figure> take(Measurement measurement, Workbench bench) {
        try {
            return measurement.take(bench);
        } catch (SQLException e) {
            throw new IllegalStateException("The database refuses: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                "rows", options.rows(),
                "profile", options.profile().name().toLowerCase(Locale.ROOT),
                "quick", options.quick());
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        }
    }
}
